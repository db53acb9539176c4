/** The person on duty learns of a checked alarm when it goes off, and every day while it stays on. */
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkAlarms } from '../../functions/jobs/watchdog/checks.ts';
import { openMarks } from '../../functions/jobs/watchdog/tell.ts';
import { CHECKS } from '../../shared/domain/duty/checks.ts';
import { instant } from '../../shared/domain/instant.ts';
import { memoryFiles } from '../support/in-process/files.ts';

const RUN = 300;
const HOUR = 3_600;
const BEGIN = Date.UTC(2026, 10, 28) / 1_000;
let now: number;
let told: string[];
let files = memoryFiles();
/** Seconds at which somebody was refused a thousand times. */
let refused: (second: number) => boolean;
/** Whether a run dies when it has told. */
let dies = false;

async function run(waiting: readonly string[] = []): Promise<number> {
  let isDead = false;
  return checkAlarms(
    {
      account: 1_000,
      now: () => instant(now * 1_000_000),
      marks: await openMarks({
        read: files.read,
        write: (...file) => (isDead ? Promise.reject(new Error('killed')) : files.write(...file)),
      }),
      duty: {
        async tell({ alarm }) {
          told.push(`${alarm} ${new Date(now * 1_000).toISOString().slice(8, 16)}`);
          isDead = dies;
        },
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
}

async function pass(hours: number): Promise<void> {
  for (let runs = 0; runs < (hours * HOUR) / RUN; runs++, now += RUN) await run();
}

beforeEach(() => {
  now = BEGIN + 7;
  files = memoryFiles();
  told = [];
  refused = () => false;
  dies = false;
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
  refused = (second) => [1, 5].some((hour) => second >= BEGIN + hour * HOUR && second < BEGIN + hour * HOUR + 1_800);
  await pass(24);
  expect(told).toEqual(['api-4xx 28T02:00', 'api-4xx 28T06:00']);
});

it('reads of queues where something waits at each run, and of the others every other day', async () => {
  const looked = async (alarm: string) => (await openMarks(files)).of(alarm).looked;
  await run();
  const first = await looked('work-old');
  for (now += RUN; now < BEGIN + 48 * HOUR; now += RUN) await run(['select']);
  expect(await looked('work-old')).toBe(first);
  expect(await looked('select-old')).toBe(BEGIN + 48 * HOUR - 2 * RUN);
  await run();
  expect(await looked('work-old')).toBe(BEGIN + 48 * HOUR - RUN);
});

describe('no event is lost', () => {
  /** Runs at these seconds; then as usual, until every check has come. */
  async function runAt(seconds: readonly number[]): Promise<void> {
    for (now of seconds) await run();
    await pass(26);
  }
  const HALF = 1_800;

  it('whenever in its slot a schedule runs, and whichever slots it misses', async () => {
    const runs = fc.array(fc.integer({ min: 1, max: 3 * 86_400 }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(runs, fc.integer({ min: HOUR, max: 86_400 }), async (given, at) => {
        [told, files] = [[], memoryFiles()];
        refused = (second) => second >= BEGIN + at && second < BEGIN + at + HALF;
        now = BEGIN + 7;
        await run();
        await runAt(given.toSorted((a, b) => a - b).map((second) => BEGIN + second));
        expect(told.filter((line) => line.startsWith('api-4xx'))).toHaveLength(1);
      }),
      { numRuns: 40 },
    );
  });

  it('after a pause of a week; from before the first run only what a check has in its hours', async () => {
    refused = (second) => second >= BEGIN + 2 * HOUR && second < BEGIN + 2 * HOUR + HALF;
    await run();
    await runAt([BEGIN + 7 * 86_400]);
    expect(told).toEqual(['api-4xx 05T00:00']);
    [told, files] = [[], memoryFiles()];
    await runAt([BEGIN + 7 * 86_400]);
    expect(told).toEqual([]);
  });

  it('when the clock was a year ahead for a run, and when it goes back', async () => {
    await run();
    refused = (second) => second >= BEGIN + 2 * HOUR && second < BEGIN + 2 * HOUR + HALF;
    await runAt([BEGIN + HOUR, BEGIN + 365 * 86_400, BEGIN + 3 * HOUR]);
    expect(told).toEqual(['api-4xx 28T03:00']);
  });

  it('when a run dies after it told: then it is told again, and not a third time', async () => {
    await run();
    refused = (second) => second >= BEGIN + 2 * HOUR && second < BEGIN + 2 * HOUR + HALF;
    [now, dies] = [BEGIN + 3 * HOUR, true];
    await expect(run()).rejects.toThrow('killed');
    dies = false;
    await runAt([BEGIN + 3 * HOUR + RUN]);
    expect(told).toEqual(['api-4xx 28T03:00', 'api-4xx 28T03:05']);
  });

  it('when what one check reads cannot be read, the others tell, and it looks at the same time again', async () => {
    await run();
    refused = (second) => second >= BEGIN + 2 * HOUR && second < BEGIN + 2 * HOUR + HALF;
    const healthy = refused;
    refused = (second) => {
      if (now === BEGIN + 3 * HOUR) throw new Error('no answer');
      return healthy(second);
    };
    now = BEGIN + 3 * HOUR;
    await expect(run()).rejects.toThrow('no answer');
    const marks = await openMarks(files);
    const others = CHECKS.filter(({ alarm, when, period }) => alarm !== 'api-4xx' && 'hours' in when && period === RUN);
    for (const { alarm, when } of others)
      if ('hours' in when && when.hours === 1) expect(marks.of(alarm).looked).toBe(BEGIN + 3 * HOUR - RUN);
    await runAt([BEGIN + 3 * HOUR + RUN]);
    expect(told).toEqual(['api-4xx 28T03:05']);
  });
});
