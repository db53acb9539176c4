/** `npm run events`: writes the JSON schemas of the bus. A test fails when they are out of date. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventSchemas } from './events/schemas.ts';

const FOLDER = join(import.meta.dirname, '../docs/events');

for (const [file, schema] of Object.entries(eventSchemas())) writeFileSync(join(FOLDER, file), schema);
console.log(`wrote ${FOLDER}`);
