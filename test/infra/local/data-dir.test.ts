import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makePrivate, makeTemporaryDataDir } from '../../../infra/local/data-dir.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dormouse-private-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

it('a new data directory is its owner’s alone, also a temporary one', () => {
  makePrivate(join(root, 'new/data'));
  expect(modeOf(join(root, 'new/data'))).toBe('700');
  const temporary = makeTemporaryDataDir();
  expect(modeOf(temporary)).toBe('700');
  rmSync(temporary, { recursive: true });
});

it('what an earlier version left open is closed', () => {
  const dataDir = join(root, 'data');
  mkdirSync(dataDir);
  chmodSync(dataDir, 0o755);
  const files = ['dynamodb.sqlite', 'dynamodb.sqlite-wal', 'secrets.json'].map((name) => join(dataDir, name));
  for (const file of files) {
    writeFileSync(file, '');
    chmodSync(file, 0o644);
  }
  makePrivate(dataDir);
  expect([dataDir, ...files].map(modeOf)).toEqual(['700', '600', '600', '600']);
});

it('a directory that holds other things stays as it is, and so do they', () => {
  chmodSync(root, 0o755);
  for (const name of ['notes.txt', 'token']) {
    writeFileSync(join(root, name), '');
    chmodSync(join(root, name), 0o644);
  }
  makePrivate(root);
  expect([root, join(root, 'notes.txt'), join(root, 'token')].map(modeOf)).toEqual(['755', '644', '600']);
});
