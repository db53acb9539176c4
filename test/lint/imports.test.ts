/** What biome.json says about imports: the direction between the layers, and one door to each room of shared/data. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import imports from '../cases/lint/imports.json' with { type: 'json' };

/** The file, what it imports, and why not. */
const REFUSED = imports.refused as [string, string, string][];
const ALLOWED = imports.allowed as [string, string][];

const folder = mkdtempSync(join(tmpdir(), 'dormouse-lint-'));
let problems: ReadonlyMap<string, string>;

const biome = join(process.cwd(), 'node_modules/.bin/biome');

/** One file for each import, named after the file that must not (or may) have it. */
const snippetOf = (file: string, index: number): string => file.replace(/([^/]+)\.ts$/, `$1-${index}.ts`);

const CASES = [...REFUSED, ...ALLOWED].map(([file, imported], index) => ({ file: snippetOf(file, index), imported }));

interface Report {
  readonly diagnostics: readonly { readonly message: string; readonly location: { readonly path: string } }[];
}

beforeAll(() => {
  for (const file of ['biome.json', 'plain.grit', '.gitignore']) copyFileSync(file, join(folder, file));
  for (const { file, imported } of CASES) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `export * from '${imported}';\n`);
  }
  const args = ['lint', '--only=style/noRestrictedImports', '--reporter=json', '--max-diagnostics=none', '.'];
  const { stdout } = spawnSync(biome, args, { cwd: folder, encoding: 'utf8' });
  const { diagnostics } = JSON.parse(stdout) as Report;
  problems = new Map(diagnostics.map(({ message, location }) => [location.path, message]));
});

afterAll(() => rmSync(folder, { recursive: true }));

it.each(REFUSED.map((one, index) => [...one, index] as const))('%s may not import %s', (file, _, why, index) => {
  expect(problems.get(snippetOf(file, index))).toMatch(why);
});

it.each(ALLOWED.map((one, index) => [...one, REFUSED.length + index] as const))(
  '%s may import %s',
  (file, _, index) => {
    expect(problems.get(snippetOf(file, index))).toBeUndefined();
  },
);
