/** The person on duty learns of dead letters at once, and every day until there are none. */
import { beforeEach, expect, it } from 'vitest';
import { watchDeadLetters } from '../../functions/jobs/watchdog/dead-letters.ts';
import type { DeadLetter } from '../../shared/messages/dead-letters.ts';

const HOUR = 3_600_000_000;
const written = new Map<string, string>();
const letters: DeadLetter[] = [];
let queue = 'inbound';
let told: string[] = [];
let now = Date.UTC(2026, 10, 28, 9) * 1_000;

const run = () =>
  watchDeadLetters({
    now: () => now,
    deadLetters: {
      waiting: async () => (letters.length === 0 ? [] : [{ queue, count: letters.length, letters }]),
    },
    duty: { tell: async ({ alarm, text }) => void told.push(`${alarm}: ${text}`) },
    files: {
      writeNew: async (key, content) => {
        if (written.has(key)) return false;
        written.set(key, String(content));
        return true;
      },
    },
  });

beforeEach(() => {
  written.clear();
  letters.length = 0;
  queue = 'inbound';
  told = [];
});

it('nobody is woken while nothing waits', async () => {
  expect(await run()).toBe(0);
  expect([written.size, told]).toEqual([0, []]);
});

it('a letter is copied and told once, and again on each later day until the queue is empty', async () => {
  letters.push({ id: 'a', body: '{"text": "STOP"}' });
  for (let hour = 0; hour < 48; hour++, now += HOUR) await run();
  // On the day itself, on the next, and on the one that has begun.
  expect(told.map((text) => text.split(' ')[1])).toEqual(['New', 'Messages', 'Messages']);
  expect(written.get('letters/inbound/a.json')).toBe('{"text": "STOP"}');
  letters.length = 0;
  now += 24 * HOUR;
  expect(await run()).toBe(0);
});

it('a second letter of the same day is told, also after the first was taken away, but a flood only once an hour', async () => {
  letters.push({ id: 'a', body: '{}' });
  await run();
  letters.splice(0, 1, { id: 'b', body: '{}' });
  now += HOUR;
  await run();
  for (let n = 0; n < 50; n++) {
    letters.push({ id: `c${n}`, body: '{}' });
    await run();
  }
  expect(told).toHaveLength(2);
  expect(written.has('letters/inbound/c49.json')).toBe(true);
});

it('the key to a token of a source, which only a message of the pull queue has, is not copied', async () => {
  queue = 'pull';
  letters.push({ id: 'a', body: '{"key": "secret"}' });
  expect([await run(), await run()]).toEqual([1, 0]);
  expect([...written.values()].join('')).toBe('');
});
