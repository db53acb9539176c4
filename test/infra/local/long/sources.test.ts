import { globSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FEATURES } from '../../../../infra/features/index.ts';
import { ASSEMBLY_SOURCES } from '../../../../infra/local/assembly/assembly-cache.ts';
import { CONSOLE_SOURCES } from '../../../../infra/local/console/build.ts';
import { filesOf, hashOf } from '../../../../infra/local/source-hash.ts';
import { writeConsoleTypes } from '../../../../scripts/console-types.ts';

const REPOSITORY = join(import.meta.dirname, '../../../..');

/** The files of this project that these and what they import are. */
async function importedBy(entryPoints: readonly string[]): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: REPOSITORY,
    entryPoints: [...entryPoints],
    outdir: 'out',
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    metafile: true,
    write: false,
  });
  return Object.keys(metafile.inputs);
}

/** `infra` is the app, and in `infra/local` what runs its assembly on this machine. */
const isOfTheApp = (path: string): boolean => !path.startsWith('infra/local/');

test('every file of this project that the app or a function imports is a source of the assembly', async () => {
  const app = globSync('infra/**/*.ts', { cwd: REPOSITORY }).filter(isOfTheApp);
  const imported = await importedBy([...app, ...FEATURES.map(({ entry }) => entry)]);
  expect(imported.length).toBeGreaterThan(100);
  expect(filesOf(REPOSITORY, ASSEMBLY_SOURCES)).toEqual(expect.arrayContaining([...imported]));
});

test('every file of this project that the console imports is a source of it', async () => {
  writeConsoleTypes();
  const imported = await importedBy(['console/main.tsx']);
  expect(imported.length).toBeGreaterThan(100);
  const made = 'console/common/api/choices.ts';
  expect([...filesOf(REPOSITORY, CONSOLE_SOURCES), made]).toEqual(expect.arrayContaining([...imported]));
});

describe.each([
  {
    of: 'the assembly',
    sources: ASSEMBLY_SOURCES,
    counts: ['cdk.json', 'package-lock.json', 'node_modules/.package-lock.json', 'shared/a.ts', 'functions/b/new.ts'],
    doesNot: ['infra/local/main.ts', 'shared/data/README.md', 'test/a.test.ts', 'README.md', 'console/main.tsx'],
  },
  {
    of: 'the console',
    sources: CONSOLE_SOURCES,
    counts: ['console/main.tsx', 'console/public/icon.svg', 'package-lock.json', 'shared/query/new.ts'],
    doesNot: ['console/common/api/choices.ts', 'console/README.md', 'shared/domain/a.ts', 'infra/app.ts'],
  },
])('The hash of $of', ({ sources, counts, doesNot }) => {
  let root: string;
  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  const hash = (beside?: string) => hashOf(root, filesOf(root, sources), beside);

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'dormouse-sources-'));
    for (const path of ['cdk.json', 'package-lock.json', 'console/main.tsx', 'shared/a.ts', 'shared/query/a.ts'])
      write(path, path);
  });

  afterEach(() => rmSync(root, { recursive: true }));

  test.each(counts)('is another one when %s changes', (path) => {
    const before = hash();
    expect(hash()).toBe(before);
    write(path, 'changed');
    expect(hash()).not.toBe(before);
  });

  test.each(doesNot)('does not depend on %s', (path) => {
    const before = hash();
    write(path, 'changed');
    expect(hash()).toBe(before);
  });

  test('is another one when a file is deleted or renamed, and when something beside the files changes', () => {
    const [deleted] = filesOf(root, sources).slice(-1);
    const before = hash();
    rmSync(join(root, deleted ?? ''));
    expect(hash()).not.toBe(before);
    write(`${deleted}.new`, deleted ?? '');
    expect(hash()).not.toBe(before);
    expect(hash('beside')).not.toBe(hash());
  });

  test('is the same whenever files were written, as after a checkout back and forth', () => {
    const before = hash();
    for (const path of filesOf(root, sources)) utimesSync(join(root, path), 1, 1);
    expect(hash()).toBe(before);
    for (const path of filesOf(root, sources)) {
      write(path, 'of another branch');
      write(path, path);
    }
    expect(hash()).toBe(before);
  });
});
