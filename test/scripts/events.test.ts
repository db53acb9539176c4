import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { eventSchemas } from '../../scripts/events/schemas.ts';

const FOLDER = new URL('../../docs/events/', import.meta.url);

it('docs/events has the schema of each type as `npm run events` writes it, and no other', () => {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
  const written = Object.fromEntries(
    files.map((file) => [file, JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'))]),
  );
  expect(written).toEqual(
    Object.fromEntries(Object.entries(eventSchemas()).map(([file, text]) => [file, JSON.parse(text)])),
  );
});
