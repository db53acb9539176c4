/** Writes the types that are made of JSON: API, texts, refusals. `npm run types` and each build do it first. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { typesOfTexts } from './console-texts.ts';
import { choicesOf } from './openapi/choices.ts';
import { typesOf } from './openapi/typescript.ts';
import { withWholeBodies } from './openapi/whole-bodies.ts';

const ROOT = join(import.meta.dirname, '..');
const FOLDER = join(ROOT, 'console/common/api');
const TEXTS = join(ROOT, 'console/common/texts');
const REFUSALS = join(ROOT, 'shared/domain/refusals');

/** Writes the types of the API, texts and refusals, and the values that requests take. An unchanged file is left. */
export function writeConsoleTypes(): void {
  const document = withWholeBodies(JSON.parse(readFileSync(join(ROOT, 'functions/workspace/openapi.json'), 'utf8')));
  write(join(FOLDER, 'schema.d.ts'), typesOf(document));
  write(join(FOLDER, 'choices.ts'), choicesOf(document));
  write(join(TEXTS, 'messages.d.ts'), typesOfTexts(TEXTS));
  write(join(REFUSALS, 'data-names.d.ts'), typesOfRefusals(join(REFUSALS, 'sentences.json')));
}

/** For each refusal, the names in braces of its sentence. */
function typesOfRefusals(file: string): string {
  const sentences = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>;
  const lines = Object.entries(sentences).map(([code, sentence]) => {
    const names = [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => `'${name}'`);
    return `  readonly ${code}: ${names.join(' | ') || 'never'};\n`;
  });
  return `// Written by scripts/console-types.ts.\nexport interface DataNames {\n${lines.join('')}}\n`;
}

function write(file: string, source: string): void {
  if (!existsSync(file) || readFileSync(file, 'utf8') !== source) writeFileSync(file, source);
}

if (import.meta.main) writeConsoleTypes();
