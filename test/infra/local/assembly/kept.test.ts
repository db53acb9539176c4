import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keptAssembly } from '../../../../infra/local/assembly/kept.ts';

/** Larger than any process id. */
const NO_PROCESS = 2 ** 22 + 1;

let store: string;

beforeEach(() => {
  store = mkdtempSync(join(tmpdir(), 'dormouse-assemblies-'));
});

afterEach(() => rmSync(store, { recursive: true }));

/** An assembly that was last used some minutes ago, marked as in use by a process. */
function addOld(name: string, minutesAgo: number, user: number): void {
  const directory = join(store, name);
  mkdirSync(directory);
  writeFileSync(join(directory, 'manifest.json'), '{}');
  writeFileSync(join(directory, `in-use.${user}`), '');
  const then = Date.now() / 1000 - minutesAgo * 60;
  utimesSync(directory, then, then);
}

test('two starts at once get the same new assembly, a later one gets it without synthesis, and old ones are deleted', async () => {
  for (let minutes = 1; minutes <= 4; minutes++) addOld(`unused-${minutes}`, minutes, NO_PROCESS);
  addOld('in-use', 5, process.pid);
  mkdirSync(join(store, `building.abandoned.${NO_PROCESS}`));

  const synthesise = async (directory: string) => writeFileSync(join(directory, 'manifest.json'), '{}');
  const [one, other] = await Promise.all([keptAssembly({ store, synthesise }), keptAssembly({ store, synthesise })]);
  expect(other).toBe(one);
  expect(readdirSync(one)).toEqual([`in-use.${process.pid}`, 'manifest.json']);
  expect(readdirSync(store).sort()).toEqual([basename(one), 'in-use', 'unused-1', 'unused-2'].sort());

  const built: string[] = [];
  expect(await keptAssembly({ store, synthesise, onBuild: () => built.push('again') })).toBe(one);
  expect(built).toEqual([]);
});

test('a cancelled synthesis rejects with the reason, and leaves no files', async () => {
  const controller = new AbortController();
  const reason = new Error('stopped');
  const onBuild = () => setTimeout(() => controller.abort(reason), 200);
  await expect(keptAssembly({ store, signal: controller.signal, onBuild })).rejects.toBe(reason);
  expect(readdirSync(store)).toEqual([]);
});
