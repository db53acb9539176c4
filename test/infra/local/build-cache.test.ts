import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keptAssembly } from '../../../infra/local/assembly/assembly-cache.ts';
import { type Build, cached, keptIn } from '../../../infra/local/build-cache.ts';

/** Larger than any process id. */
const NO_PROCESS = 2 ** 22 + 1;

let store: string;

beforeEach(() => {
  store = mkdtempSync(join(tmpdir(), 'dormouse-builds-'));
});

afterEach(() => rmSync(store, { recursive: true }));

/** A build that was last used some minutes ago, marked as in use by a process. */
function addOld(name: string, minutesAgo: number, user: number): void {
  const directory = join(store, name);
  mkdirSync(directory);
  writeFileSync(join(directory, `in-use.${user}`), '');
  const then = Date.now() / 1000 - minutesAgo * 60;
  utimesSync(directory, then, then);
}

const build = async (directory: string) => {
  writeFileSync(join(directory, 'built'), 'whole');
};
const builtOf = (hash: string, options: Partial<Build> = {}) => cached({ store, hash: () => hash, build, ...options });

describe('What is built', () => {
  test('is the same for two starts at once, is there for a later one, and is deleted when it is old and not in use', async () => {
    for (let minutes = 1; minutes <= 4; minutes++) addOld(`unused-${minutes}`, minutes, NO_PROCESS);
    addOld('in-use', 5, process.pid);
    mkdirSync(join(store, `building.abandoned.${NO_PROCESS}`));

    const [one, other] = await Promise.all([builtOf('new'), builtOf('new')]);
    expect([basename(one), other]).toEqual(['new', one]);
    expect(readdirSync(one)).toEqual(['built', `in-use.${process.pid}`]);
    expect(readdirSync(store).sort()).toEqual(['in-use', 'new', 'unused-1', 'unused-2']);

    const built: string[] = [];
    expect(await builtOf('new', { onBuild: () => built.push('again') })).toBe(one);
    expect(built).toEqual([]);
    expect(keptIn(store)[0]).toBe(one);
  });

  test('is built again when its sources were saved meanwhile, and is of the later ones', async () => {
    const hashes = ['before', 'after', 'after', 'after'];
    const built = await cached({ store, build, hash: () => hashes.shift() ?? 'after' });
    expect([basename(built), readdirSync(store)]).toEqual(['after', ['after']]);
  });

  test('leaves nothing where the build fails', async () => {
    const half = async (directory: string) => {
      await build(directory);
      throw new Error('no such module');
    };
    await expect(builtOf('new', { build: half })).rejects.toThrow('no such module');
    expect(readdirSync(store)).toEqual([]);
  });

  test('is whole after a kill in the middle of a build, by the next start', async () => {
    const program = `
    import { writeFileSync } from 'node:fs';
    import { cached } from '${join(import.meta.dirname, '../../../infra/local/build-cache.ts')}';
    const build = async (directory) => {
      writeFileSync(directory + '/built', 'ha');
      console.log('half');
      await new Promise((resolve) => setTimeout(resolve, 1e8));
    };
    await cached({ store: process.argv[1], hash: () => 'new', build });`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program, store], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(existsSync(join(store, 'new'))).toBe(false);

    expect(readFileSync(join(await builtOf('new'), 'built'), 'utf8')).toBe('whole');
    expect(readdirSync(store)).toEqual(['new']);
  });
});

test('a cancelled synthesis rejects with the reason, and leaves no files', async () => {
  const controller = new AbortController();
  const reason = new Error('stopped');
  const onBuild = () => setTimeout(() => controller.abort(reason), 200);
  await expect(keptAssembly({ store, signal: controller.signal, onBuild })).rejects.toBe(reason);
  expect(readdirSync(store)).toEqual([]);
});
