/** What becomes `readers.cjs` beside the bundle that reads imports (see bundles/ and deferred-readers.ts). */
export { listingsIn, mergePinpoint } from '#readers';
