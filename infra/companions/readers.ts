/** Becomes `readers.cjs` beside the bundle that reads imports (see bundles/). */
export { listingsIn, mergePinpoint, openContents } from '#readers';
