/** What becomes `files.cjs` beside the bundles that read or write files (see bundles/ and deferred-files.ts). */
export { s3Files } from '../../shared/lambda/s3-files.ts';
