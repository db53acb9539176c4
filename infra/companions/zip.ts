/** What becomes `zip.cjs` beside the bundles that read archives (see bundles/ and deferred-zip.ts). */
export { unzipSync } from 'fflate';
