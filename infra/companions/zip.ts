/** Becomes `zip.cjs` beside the bundles that read archives (see bundles/). */
export { unzipSync } from 'fflate';
