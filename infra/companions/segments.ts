/** What becomes `segments.cjs` beside the bundle that reads imports (see bundles/ and deferred-segments.ts). */
export { openSegments } from '#segments';
