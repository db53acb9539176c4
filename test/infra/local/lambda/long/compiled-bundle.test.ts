import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test } from 'vitest';

const LOADER = join(import.meta.dirname, '../../../../../infra/local/lambda/compiled-bundle.ts');

let directory: string;
let file: string;
let folder: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'dormouse-compiled-'));
  [file, folder] = [join(directory, 'index.cjs'), join(directory, 'kept')];
});

afterEach(() => rmSync(directory, { recursive: true }));

/** A bundle's answer in its own thread after so many invocations, since V8 compiles a source once in a thread. */
async function answer(source: string, invocations = 1): Promise<unknown> {
  writeFileSync(file, source);
  const code = `
    const { parentPort, workerData } = require('node:worker_threads');
    import(workerData.loader).then(async ({ loadCompiled }) => {
      const { exports, worked } = loadCompiled(workerData.file, workerData.folder);
      const answer = await exports.handler();
      for (let invocation = 0; invocation < workerData.invocations; invocation += 1) worked();
      parentPort.postMessage(answer);
    });`;
  const worker = new Worker(code, { eval: true, workerData: { loader: LOADER, file, folder, invocations } });
  const [message] = await once(worker, 'message');
  await worker.terminate();
  return message;
}

const kept = () => readdirSync(folder);

test('a bundle finds what it finds by require, before and after it was kept', async () => {
  writeFileSync(join(directory, 'beside.cjs'), 'module.exports = 7;');
  const source =
    "exports.handler = () => [__dirname, __filename, require('./beside.cjs'), module.exports === exports];";
  for (const invocations of [1, 1]) expect(await answer(source, invocations)).toEqual([directory, file, 7, true]);
  expect(kept()).toHaveLength(1);
});

test('the place of an error is that in the file', async () => {
  const source = "exports.handler = () => { try { throw new Error('here'); } catch (error) { return error.stack; } };";
  expect(await answer(source)).toContain(`${file}:1:${source.indexOf('new ') + 1}`);
});

test('it is kept after the first invocation and after some more, and only its last version', async () => {
  const source = 'exports.handler = () => 1;';
  await answer(source, 1);
  expect(kept()).toEqual([expect.stringMatching(/\.1$/)]);
  await answer(source, 30);
  const [last = ''] = kept();
  expect(last).toMatch(/\.20$/);
  await answer(source, 1);
  expect(kept()).toEqual([last]);
  await answer('exports.handler = () => 10;');
  expect(kept()).toEqual([expect.not.stringContaining(last.slice(0, 20))]);
});

test('another bundle of the same length is not taken for it', async () => {
  expect(await answer('exports.handler = () => 1;')).toBe(1);
  expect(await answer('exports.handler = () => 2;')).toBe(2);
});

test.each([0, 10, 200])('what is kept and broken off after %d bytes is not used, and replaced', async (bytes) => {
  const source = 'exports.handler = () => 1;';
  await answer(source);
  const [name = ''] = kept();
  const whole = readFileSync(join(folder, name));
  writeFileSync(join(folder, name), whole.subarray(0, bytes));
  expect(await answer(source)).toBe(1);
  expect(readFileSync(join(folder, name))).toHaveLength(whole.length);
});
