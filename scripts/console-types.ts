/** Writes the API's types for the console, from the OpenAPI document; `npm run types` and each build do it first. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { typesOf } from './openapi/typescript.ts';

const ROOT = join(import.meta.dirname, '..');
const FILE = join(ROOT, 'console/common/api/schema.d.ts');

/** Writes the types; an unchanged file is left alone, so that nothing is rebuilt for it. */
export function writeConsoleTypes(): void {
  const source = typesOf(JSON.parse(readFileSync(join(ROOT, 'functions/workspace/openapi.json'), 'utf8')));
  if (readOr(FILE) !== source) writeFileSync(FILE, source);
}

function readOr(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // It does not exist yet.
    return null;
  }
}

if (import.meta.main) writeConsoleTypes();
