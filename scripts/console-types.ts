/** Writes what the console knows of the API and of its texts; `npm run types` and each build do it first. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { typesOfTexts } from './console-texts.ts';
import { choicesOf } from './openapi/choices.ts';
import { typesOf } from './openapi/typescript.ts';
import { withWholeBodies } from './openapi/whole-bodies.ts';

const ROOT = join(import.meta.dirname, '..');
const FOLDER = join(ROOT, 'console/common/api');
const TEXTS = join(ROOT, 'console/common/texts');

/** Writes the types of the API and of the texts, and the values that requests take. An unchanged file is left alone. */
export function writeConsoleTypes(): void {
  const document = withWholeBodies(JSON.parse(readFileSync(join(ROOT, 'functions/workspace/openapi.json'), 'utf8')));
  write(join(FOLDER, 'schema.d.ts'), typesOf(document));
  write(join(FOLDER, 'choices.ts'), choicesOf(document));
  write(join(TEXTS, 'messages.d.ts'), typesOfTexts(TEXTS));
}

function write(file: string, source: string): void {
  if (readOr(file) !== source) writeFileSync(file, source);
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
