import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FEATURES } from '../../../../infra/features/index.ts';
import { hashInputs, inputFiles } from '../../../../infra/local/assembly/inputs.ts';

const REPOSITORY = join(import.meta.dirname, '../../../..');

/** `infra` is the app, and in `infra/local` what runs its assembly on this machine. */
const isOfTheApp = (path: string): boolean => !path.startsWith('infra/local/');

test('every file of this project that the app or a function imports is an input', async () => {
  const { metafile } = await build({
    absWorkingDir: REPOSITORY,
    entryPoints: [
      ...globSync('infra/**/*.ts', { cwd: REPOSITORY }).filter(isOfTheApp),
      ...FEATURES.map(({ entry }) => entry),
    ],
    outdir: 'out',
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    metafile: true,
    write: false,
  });
  const imported = Object.keys(metafile.inputs);
  expect(imported.length).toBeGreaterThan(100);
  expect(inputFiles(REPOSITORY)).toEqual(expect.arrayContaining(imported));
});

describe('The hash', () => {
  let root: string;
  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'dormouse-inputs-'));
    for (const path of ['cdk.json', 'package-lock.json', 'shared/a.ts', 'functions/b/c.ts', 'infra/app.ts'])
      write(path, path);
  });

  afterEach(() => rmSync(root, { recursive: true }));

  test.each(['cdk.json', 'package-lock.json', 'node_modules/.package-lock.json', 'shared/a.ts', 'functions/b/new.ts'])(
    'is another one when %s changes',
    (path) => {
      const before = hashInputs(root);
      expect(hashInputs(root)).toBe(before);
      write(path, 'changed');
      expect(hashInputs(root)).not.toBe(before);
    },
  );

  test.each(['infra/local/main.ts', 'shared/data/README.md', 'test/a.test.ts', 'README.md'])(
    'does not depend on %s',
    (path) => {
      const before = hashInputs(root);
      write(path, 'changed');
      expect(hashInputs(root)).toBe(before);
    },
  );
});
