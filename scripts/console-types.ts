/** Writes the types of the API for the console, made of the OpenAPI document; `npm run types` and each build do it first. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { typesOf } from './openapi/typescript.ts';

const ROOT = join(import.meta.dirname, '..');
const FILE = join(ROOT, 'console/common/api/schema.d.ts');

/** Writes them; a file that would not change is left alone, so that nothing is built again for it. */
export function writeConsoleTypes(): void {
  const source = typesOf(JSON.parse(readFileSync(join(ROOT, 'functions/workspace/openapi.json'), 'utf8')));
  if (readOr(FILE) !== source) writeFileSync(FILE, source);
}

function readOr(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // There is none yet.
    return null;
  }
}

if (import.meta.main) writeConsoleTypes();
