/** What becomes `zip.cjs` beside the bundles that read archives (see bundles.ts and deferred-zip.ts). */
export { unzipSync } from 'fflate';
