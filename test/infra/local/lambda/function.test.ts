import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Outcome } from '../../../../infra/local/lambda/environment.ts';
import { createFunction, type LocalFunction } from '../../../../infra/local/lambda/function.ts';

/** Answers with its thread's number, after so many milliseconds. */
const BUNDLE = `const { threadId } = require('node:worker_threads');
exports.handler = ({ ms }) => new Promise((resolve) => setTimeout(resolve, ms, threadId));`;

let directory: string;
let made: LocalFunction[];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'dormouse-function-'));
  writeFileSync(join(directory, 'index.cjs'), BUNDLE);
  made = [];
});

afterEach(async () => {
  await Promise.all(made.map((one) => one.stop()));
  rmSync(directory, { recursive: true });
});

function functionThat({ answers }: { readonly answers: boolean }): LocalFunction {
  const spec = { name: 'one', arn: 'arn', directory, handler: 'index.handler', memoryMb: 128, timeoutSeconds: 10 };
  const resources = { tables: [], queues: [], s3: '', lambda: '' };
  const one = createFunction({ ...spec, environment: {}, reservedConcurrency: null } as never, {
    ...{ clockOffset: new SharedArrayBuffer(8), concurrency: 3, quickly: 1, batchesPort: null },
    variables: () => ({}),
    permissions: () => ({ role: 'role', functionName: 'one', statements: [], resources }) as never,
    answers: () => answers,
    directoryOf: () => directory,
    killAfter: () => null,
    untilFree: async () => undefined,
    refuses: () => false,
    onOutput: () => undefined,
    onUse: () => undefined,
    onError: () => undefined,
  });
  made.push(one);
  return one;
}

const threadsOf = (outcomes: readonly Outcome[]) =>
  new Set(outcomes.map((outcome) => (outcome.ok ? outcome.json : 'failed')));

const atOnce = (one: LocalFunction, times: readonly number[]) =>
  Promise.all(times.map((ms) => one.invoke(JSON.stringify({ ms }))));

test('quick requests that come together are answered by one thread, one after the other', async () => {
  const threads = threadsOf(await atOnce(functionThat({ answers: true }), [1, 1, 1, 1, 1, 1, 1, 1]));
  expect(threads.size).toBe(1);
  expect(threads).not.toContain('failed');
});

test('a slow request holds up no other: the next ones are answered by another thread before it ends', async () => {
  const one = functionThat({ answers: true });
  const slow = one.invoke(JSON.stringify({ ms: 4_000 }));
  const quick = await atOnce(one, [1, 1, 1]);
  expect(one.pending).toBe(1);
  expect(threadsOf(quick).size).toBe(1);
  expect(threadsOf([await slow, ...quick]).size).toBe(2);
});

test('there are never more threads than the most, however slow each is', async () => {
  const threads = threadsOf(await atOnce(functionThat({ answers: true }), [500, 500, 500, 500, 500]));
  expect(threads.size).toBe(3);
});

test('a function that answers no requests works in all its threads at once', async () => {
  expect(threadsOf(await atOnce(functionThat({ answers: false }), [80, 80, 80])).size).toBe(3);
});
