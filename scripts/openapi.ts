/** npm run openapi: writes the document that `GET /api/v2/openapi.json` serves. A test fails when it is out of date. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiDocument } from './openapi/document.ts';

const FILE = join(import.meta.dirname, '../functions/workspace/openapi.json');

writeFileSync(FILE, `${JSON.stringify(openApiDocument(), null, 2)}\n`);
console.log(`wrote ${FILE}`);
