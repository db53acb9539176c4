import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const DOCUMENT = join(import.meta.dirname, '../../../functions/workspace/openapi.json');

/** Gives the process the OpenAPI document, which the bundler puts into the function that serves it (`infra/bundles.ts`). */
export const provideDocument = (): void => {
  Object.assign(globalThis, { OPENAPI_DOCUMENT: gzipSync(readFileSync(DOCUMENT)).toString('base64') });
};
