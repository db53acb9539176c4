/** Writes the types that are made of JSON: API, texts, refusals. `npm run types` and each build do it first. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { typesOfTexts } from './console-texts.ts';
import { choicesOf } from './openapi/choices.ts';
import { withWholeBodies } from './openapi/whole-bodies.ts';

const ROOT = join(import.meta.dirname, '..');
const FOLDER = join(ROOT, 'console/common/api');
const TEXTS = join(ROOT, 'console/common/texts');
const REFUSALS = join(ROOT, 'shared/domain/refusals');

const document = () =>
  withWholeBodies(JSON.parse(readFileSync(join(ROOT, 'functions/workspace/openapi.json'), 'utf8')));

/** Writes the values that requests take, and the types of texts and refusals. An unchanged file is left. */
export function writeConsoleTypes(): void {
  write(join(FOLDER, 'choices.ts'), choicesOf(document()));
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

/** The types of the API, which no build needs, but the compiler. */
function writeApiTypes(): void {
  const maker = join(ROOT, 'clients/typescript/node_modules/.bin/openapi-typescript');
  write(
    join(FOLDER, 'schema.d.ts'),
    execFileSync(maker, ['--empty-objects-unknown'], { input: JSON.stringify(document()), encoding: 'utf8' }),
  );
}

function write(file: string, source: string): void {
  if (!existsSync(file) || readFileSync(file, 'utf8') !== source) writeFileSync(file, source);
}

if (import.meta.main) {
  writeConsoleTypes();
  writeApiTypes();
}
