import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { keptAssembly } from '../../../../../infra/local/assembly/assembly-cache.ts';
import { readRecord, writeRecord } from '../../../../../infra/local/assembly/source-record.ts';

const SYNTHESISE = join(import.meta.dirname, '../../../../../infra/local/assembly/synthesise.ts');

const folder = mkdtempSync(join(tmpdir(), 'dormouse-synthesise-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('where the templates are as they were, only functions with a changed source are bundled again', async () => {
  const kept = await keptAssembly();
  const [before, renewed] = [join(folder, 'before'), join(folder, 'renewed')];
  cpSync(kept, before, { recursive: true });
  const record = readRecord(before);
  if (record === null) throw new Error('The assembly has no record of its sources.');
  const shared = 'functions/fields/fields.ts';
  const affected = Object.keys(record.functions).filter((name) => record.functions[name]?.files.includes(shared));
  expect(affected).toEqual(['fields']);
  writeRecord(before, { ...record, files: { ...record.files, [shared]: 'as it was' } });
  writeFileSync(join(before, 'bundles/fields/index.cjs'), 'of the earlier source');
  writeFileSync(join(before, 'bundles/groups/index.cjs'), 'as it was');

  execFileSync(process.execPath, [SYNTHESISE, renewed, before]);

  const contentOf = (assembly: string, path: string) => readFileSync(join(assembly, path), 'utf8');
  expect(contentOf(renewed, 'bundles/fields/index.cjs')).toBe(contentOf(kept, 'bundles/fields/index.cjs'));
  expect(contentOf(renewed, 'bundles/groups/index.cjs')).toBe('as it was');
  expect(contentOf(before, 'bundles/fields/index.cjs')).toBe('of the earlier source');
  expect(readdirSync(renewed)).toEqual(readdirSync(kept).filter((name) => !name.startsWith('in-use.')));
  expect(readRecord(renewed)).toEqual(record);
});

test('an assembly names its bundles by where they are in it, so that it may be moved', async () => {
  const assets = readFileSync(join(await keptAssembly(), 'DormouseService.assets.json'), 'utf8');
  expect(assets).toContain('"path": "bundles/contacts"');
  expect(assets).not.toContain('building.');
});
