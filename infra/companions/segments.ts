/** Becomes `segments.cjs` beside the bundle that reads imports (see bundles/). */
export { openSegments } from '#segments';
