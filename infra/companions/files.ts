/** Becomes `files.cjs` beside the bundles that read or write files (see bundles/). */
export { s3Files } from '../../shared/lambda/s3-files.ts';
