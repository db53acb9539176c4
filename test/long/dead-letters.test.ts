/** The person on duty learns of dead letters at once, and every day until there are none. */
import { beforeEach, expect, it } from 'vitest';
import { watchDeadLetters } from '../../functions/jobs/watchdog/dead-letters.ts';
import { openMarks } from '../../functions/jobs/watchdog/tell.ts';
import { instant } from '../../shared/domain/instant.ts';
import type { DeadLetter } from '../../shared/messages/dead-letters.ts';
import { memoryFiles } from '../support/in-process/files.ts';

const HOUR = 3_600_000_000;
let files = memoryFiles();
/** Whether the run dies: before it tells, or after, before anything is written. */
let dies: 'before' | 'after' | null = null;
const letters: DeadLetter[] = [];
let queue = 'inbound';
let told: string[] = [];
let now = instant(Date.UTC(2026, 10, 28, 9) * 1_000);

const run = async () => {
  let isDead = false;
  const alive = <Args extends unknown[], Done>(act: (...args: Args) => Promise<Done>) => {
    return (...args: Args) => (isDead ? Promise.reject(new Error('killed')) : act(...args));
  };
  return watchDeadLetters({
    now: () => now,
    deadLetters: {
      waiting: async () => (letters.length === 0 ? [] : [{ queue, count: letters.length, letters }]),
    },
    duty: {
      async tell({ alarm, text }) {
        isDead = dies !== null;
        if (dies === 'before') throw new Error('killed');
        told.push(`${alarm}: ${text}`);
      },
    },
    marks: await openMarks({ read: files.read, write: alive(files.write) }),
    files: { writeNew: alive(files.writeNew) },
  });
};

beforeEach(() => {
  files = memoryFiles();
  dies = null;
  letters.length = 0;
  queue = 'inbound';
  told = [];
});

it('nobody is woken while nothing waits', async () => {
  expect(await run()).toBe(0);
  expect([files.stored.size, told]).toEqual([0, []]);
});

it('a letter is copied and told once, and again on each later day until the queue is empty', async () => {
  letters.push({ id: 'a', body: '{"text": "STOP"}' });
  for (let hour = 0; hour < 48; hour++, now = instant(now + HOUR)) await run();
  // On the day itself, on the next, and on the one that has begun.
  expect(told.map((text) => text.split(' ')[1])).toEqual(['New', 'Messages', 'Messages']);
  expect(String(files.stored.get('letters/inbound/a.json'))).toBe('{"text": "STOP"}');
  letters.length = 0;
  now = instant(now + 24 * HOUR);
  expect(await run()).toBe(0);
});

it('a second letter of the same day is told, also after the first was taken away, but a flood only once an hour', async () => {
  letters.push({ id: 'a', body: '{}' });
  await run();
  letters.splice(0, 1, { id: 'b', body: '{}' });
  now = instant(now + HOUR);
  await run();
  for (let n = 0; n < 50; n++) {
    letters.push({ id: `c${n}`, body: '{}' });
    await run();
  }
  expect(told).toHaveLength(2);
  expect(files.stored.has('letters/inbound/c49.json')).toBe(true);
});

it('the key to a token of a source, which only a message of the pull queue has, is not copied', async () => {
  queue = 'pull';
  letters.push({ id: 'a', body: '{"key": "secret"}' });
  expect([await run(), await run()]).toEqual([1, 0]);
  expect(String(files.stored.get('letters/pull/a.json'))).toBe('');
});

it.each([
  ['before', 1],
  ['after', 2],
] as const)('of a new letter somebody is told although the run dies %s it tells', async (when, times) => {
  letters.push({ id: 'old', body: '{}' });
  await run();
  [told, now] = [[], instant(now + HOUR)];
  letters.push({ id: 'new', body: '{}' });
  dies = when;
  await expect(run()).rejects.toThrow('killed');
  dies = null;
  await run();
  expect(told).toEqual(Array.from({ length: times }, () => expect.stringContaining('New messages')));
  await run();
  expect(told).toHaveLength(times);
});

it('of a letter that came within an hour after another was told, somebody is told in the next', async () => {
  letters.push({ id: 'a', body: '{}' });
  await run();
  letters.push({ id: 'b', body: '{}' });
  expect([await run(), await run()]).toEqual([0, 0]);
  now = instant(now + HOUR);
  expect([await run(), await run()]).toEqual([1, 0]);
});
