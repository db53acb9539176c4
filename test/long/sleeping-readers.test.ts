/** Readers of queues sleep while nobody needs them, and no message is forgotten. */
import { beforeEach, expect, it } from 'vitest';
import { watchReaders } from '../../functions/jobs/jobs-watchdog.ts';

const RUN = 300_000_000;
const QUEUES = ['webhooks', 'deliveries', 'jobs-dead-letters'];
let awake: Set<string>;
let waiting: Set<string>;
let hadWork: Set<string>;
let isChanging: boolean;
let now: number;

const run = () =>
  watchReaders(
    {
      now: () => now,
      readers: {
        waiting: async () => waiting,
        sleepers: async () => QUEUES.map((queue) => ({ queue, isAwake: awake.has(queue), isChanging })),
        wake: async (queue) => void awake.add(queue),
        putToSleep: async (queue) => void awake.delete(queue),
        hadWork: async (queue) => hadWork.has(queue),
      },
    },
    waiting,
  );

const day = async () => {
  for (let runs = 0; runs < 288; runs++, now += RUN) await run();
};

beforeEach(() => {
  [awake, waiting, hadWork] = [new Set(), new Set(), new Set()];
  isChanging = false;
  now = Date.UTC(2026, 10, 28, 9) * 1_000;
});

it('a reader wakes at the first run that finds a message, and the others sleep on', async () => {
  waiting.add('deliveries');
  expect(await run()).toBe(1);
  expect([...awake]).toEqual(['deliveries']);
});

it('a reader stays awake while it had work within a week, and is put to sleep a day later at most', async () => {
  awake.add('webhooks');
  hadWork.add('webhooks');
  await day();
  expect([...awake]).toEqual(['webhooks']);
  hadWork.clear();
  await day();
  expect([...awake]).toEqual([]);
});

it('a reader is not put to sleep while something waits, whatever it did before', async () => {
  awake.add('webhooks');
  waiting.add('webhooks');
  await day();
  expect([...awake]).toEqual(['webhooks']);
});

it('the reader of dead letters sleeps again once there is none, so that somebody is told of the next before it is recorded', async () => {
  waiting.add('jobs-dead-letters');
  await run();
  expect([...awake]).toEqual(['jobs-dead-letters']);
  hadWork.add('jobs-dead-letters');
  waiting.clear();
  now += RUN;
  await run();
  expect([...awake]).toEqual([]);
});

it('what AWS is still changing is left alone until the next run', async () => {
  waiting.add('webhooks');
  isChanging = true;
  expect(await run()).toBe(0);
  isChanging = false;
  expect(await run()).toBe(1);
});
