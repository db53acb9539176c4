/** The person on duty learns of a checked alarm when it goes off, and every day while it stays on. */
import { beforeEach, expect, it } from 'vitest';
import { checkAlarms } from '../../functions/jobs/watchdog/checks.ts';

const RUN = 300;
const BEGIN = Date.UTC(2026, 10, 28) / 1_000;
let now: number;
let told: string[];
let written: Set<string>;
/** Seconds at which somebody was refused a thousand times. */
let refused: (second: number) => boolean;

const run = (waiting: readonly string[] = []) =>
  checkAlarms(
    {
      account: 1_000,
      now: () => now * 1_000_000,
      files: { writeNew: async (key) => written.size < written.add(key).size },
      duty: {
        tell: async ({ alarm }) => void told.push(`${alarm} ${new Date(now * 1_000).toISOString().slice(8, 16)}`),
      },
      alarmMetrics: {
        read: async ({ metrics, period }, { from, to }) =>
          Array.from({ length: (to - from) / period }, (_, index) => ({
            ...Object.fromEntries(Object.keys(metrics).map((id) => [id, 0])),
            ...('refused' in metrics && { refused: refused(from + index * period) ? 1_000 : 0 }),
          })),
      },
    },
    new Set(waiting),
  );

async function pass(hours: number): Promise<void> {
  for (let runs = 0; runs < (hours * 3_600) / RUN; runs++, now += RUN) await run();
}

beforeEach(() => {
  now = BEGIN + 7;
  [told, written] = [[], new Set()];
  refused = () => false;
});

it('tells nobody while nothing is wrong', async () => {
  await pass(24);
  expect(told).toEqual([]);
});

it('tells of what began and is over before the next check', async () => {
  refused = (second) => second >= BEGIN + 3_900 && second < BEGIN + 4_800;
  await pass(3);
  expect(told).toEqual(['api-4xx 28T02:00']);
});

it('tells of what lasts once, and on the next day again', async () => {
  refused = (second) => second >= BEGIN + 3_900;
  await pass(48);
  expect(told).toEqual(['api-4xx 28T02:00', 'api-4xx 29T00:00']);
});

it('tells of what begins again on the same day', async () => {
  refused = (second) => [1, 5].some((hour) => second >= BEGIN + hour * 3_600 && second < BEGIN + hour * 3_600 + 1_800);
  await pass(24);
  expect(told).toEqual(['api-4xx 28T02:00', 'api-4xx 28T06:00']);
});

it('reads of queues only where something waits', async () => {
  now = BEGIN + RUN + 7;
  expect(await run(['work'])).toBe(0);
  const before = told.length;
  expect(await run()).toBe(0);
  expect(told).toHaveLength(before);
});
