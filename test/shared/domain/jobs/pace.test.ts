import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant } from '../../../../shared/domain/instant.ts';
import { isTooEarly, lanesOf, paceOf, secondsAfter } from '../../../../shared/domain/jobs/pace.ts';
import { LANES, MOST_RATE } from '../../../../shared/domain/limits/lanes.ts';
import cases from '../../../cases/domain/jobs/pace.json' with { type: 'json' };
import { runs } from '../../../support/property/runs.ts';
import { job, NOW } from './samples.ts';

const withRate = (maxRate: number | null, slices: number) => job({ maxRate, slices: { total: slices, done: 0 } });

/** When a lane does how many contacts, with portions in no time, the worst case: the busiest minute of all lanes. */
function busiestMinute(maxRate: number, slices: number, contacts: number): number {
  const given = withRate(maxRate, slices);
  const pace = paceOf(given);
  if (pace === null) throw new Error('No pace');
  const portions: { at: number; count: number }[] = [];
  for (let left = contacts, at = 0; left > 0; ) {
    const count = Math.min(pace.contacts, left, contacts % 2 === 0 ? pace.contacts : 1 + (at % pace.contacts));
    portions.push({ at, count });
    at += secondsAfter(given, count);
    left -= count;
  }
  const sums = portions.map(({ at }) =>
    portions.filter((one) => one.at >= at && one.at <= at + 60).reduce((sum, { count }) => sum + count, 0),
  );
  return Math.max(...sums) * pace.lanes;
}

describe('the pace of a job', () => {
  test('is none without a limit', () => {
    expect(paceOf(withRate(null, 100))).toBeNull();
    expect(lanesOf(withRate(null, 100))).toBe(LANES);
    expect(secondsAfter(withRate(null, 100), 500)).toBe(0);
  });

  test.each(cases.paces as unknown as [number, number, object][])(
    'of %i a second over %i slices is %o',
    (maxRate, slices, pace) => {
      expect(paceOf(withRate(maxRate, slices))).toMatchObject(pace);
    },
  );

  test('has a lane wait its seconds after a portion, but for half of one, as clocks differ', () => {
    const given = withRate(1, 1);
    const last = { contacts: 5, at: NOW };
    const wait = secondsAfter(given, 5) * 1_000_000 - 500_000;
    expect([-1, 0].map((early) => isTooEarly(given, last, instant(NOW + wait + early)))).toEqual([true, false]);
    expect(isTooEarly(withRate(null, 1), last, NOW)).toBe(false);
  });

  test('never has more contacts in a minute than the limit allows, and four fifths of it at least', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: MOST_RATE }), fc.integer({ min: 1, max: 100 }), (maxRate, slices) => {
        const pace = paceOf(withRate(maxRate, slices));
        const contacts = (pace?.contacts ?? 0) * 40;
        expect(busiestMinute(maxRate, slices, contacts)).toBeLessThanOrEqual(maxRate * 60);
        expect(busiestMinute(maxRate, slices, contacts + 1)).toBeLessThanOrEqual(maxRate * 60);
        const full = secondsAfter(withRate(maxRate, slices), pace?.contacts ?? 0);
        const reached = ((pace?.contacts ?? 0) * (pace?.lanes ?? 0)) / full;
        if (reached < 400 * (pace?.lanes ?? 0)) expect(reached / maxRate).toBeGreaterThanOrEqual(0.75);
      }),
      { numRuns: runs(300) },
    );
  });
});
