/** Alarms that the watchdog checks: when it does, what it reads for that, and what it finds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Check,
  type CheckedMetric,
  type DutyMark,
  EVERY,
  findingOf,
  isDue,
  spanOf,
} from '../../../../shared/domain/duty/check.ts';
import { CHECKS } from '../../../../shared/domain/duty/checks.ts';
import { metricIdentity } from '../../../../shared/lambda/clients/readers.ts';
import cases from '../../../cases/domain/duty/check.json' with { type: 'json' };

const NINE = Date.UTC(2026, 10, 28, 9) / 1_000;
const DAY = 86_400;
const named = (alarm: string): Check => {
  const found = CHECKS.find((one) => one.alarm === alarm);
  if (!found) throw new Error(`no check is called ${alarm}`);
  return found;
};
/** Runs of a day that check it, when each but the first comes some seconds late. */
function dues(check: Check, waiting: readonly string[], late: number): number {
  let mark: DutyMark = {};
  let count = 0;
  for (let run = 0; run < DAY / EVERY; run++) {
    const at = NINE + run * EVERY + ((run * 7) % 3) * late;
    if (!isDue(check, at, new Set(waiting), mark)) continue;
    mark = { looked: spanOf(check, at, mark).to };
    count++;
  }
  return count;
}

it.each([0, 1, 100])('is checked as often as it says, although runs come some %i s late', (late) => {
  for (const [alarm, times] of Object.entries({ 'api-slow': 24, 'audit-repairs': 4, 'work-old': 1 })) {
    const count = dues(named(alarm), [], late);
    expect([times, times + 1]).toContain(count);
  }
  expect(dues(named('work-old'), ['work'], 0)).toBe(288);
});

it.each(CHECKS.map((check) => [check.alarm, check] as const))(
  'checks of %s leave no period out between two of them, and read whole periods that CloudWatch has',
  (_, check) => {
    const steps = fc.array(fc.integer({ min: 1, max: 2 * DAY }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(steps, (waits) => {
        let at = NINE;
        let { to: looked } = spanOf(check, at, {});
        for (const wait of waits) {
          at += wait;
          const { from, to } = spanOf(check, at, { looked });
          expect((to - from) % check.period).toBe(0);
          expect(to).toBeLessThanOrEqual(at - 120);
          // The first state that it sees is the last but one that was seen before.
          expect(from + (check.periods + 1) * check.period).toBeLessThanOrEqual(looked);
          looked = to;
        }
      }),
    );
  },
);

describe('what a check finds', () => {
  const check: Check = {
    alarm: 'one',
    hurts: 'Nobody.',
    metrics: { count: { of: 'service', name: 'Count', stat: 'Sum' } },
    threshold: 5,
    period: 300,
    periods: 3,
    inAtLeast: 2,
    when: { hours: 1 },
  };
  const find = (...counts: (number | null)[]) =>
    findingOf(
      check,
      counts.map((count) => ({ count })),
      0,
      100,
    );

  it.each(
    cases.checks as unknown as [
      (
        | 'nothing while nothing is reported'
        | 'that it began'
        | 'that it began, and is over'
        | 'that it lasts'
        | 'that it began again'
        | 'nothing in one bad period of three'
      ),
      readonly (null | number)[],
      null | number,
      boolean,
    ][],
  )('%s', (_, counts, onset, lasts) => {
    expect(find(...counts)).toEqual({ onset, lasts });
  });

  it('goes off from the share of the account that AWS advises', () => {
    const of = (concurrent: number) =>
      findingOf(
        named('concurrency-high'),
        Array.from({ length: 4 }, () => ({ concurrent })),
        0,
        50,
      ).lasts;
    expect([of(39), of(40)]).toEqual([false, true]);
  });

  it('takes silence for a fault where a run is missing', () => {
    const runs = (...errors: (number | null)[]) =>
      findingOf(
        named('snapshots-tidy-silent'),
        errors.map((one) => ({ errors: one })),
        0,
        50,
      );
    expect(runs(0, 0, 0, null, null, 0, 0)).toEqual({ onset: null, lasts: false });
    expect(runs(0, 0, 0, null, 1, null)).toEqual({ onset: 6 * 3_600, lasts: true });
  });

  it('reads runs of the night apart from those of the hour, which the same function does', () => {
    const read = ['groups-turn-silent', 'dormancy-silent'].map((alarm) =>
      metricIdentity(named(alarm).metrics['errors'] as CheckedMetric, new Map([['lifecycle', 'fn-1']]), 'Dormouse'),
    );
    expect(read.map(({ Dimensions }) => Dimensions.map(({ Value }) => Value))).toEqual([
      ['fn-1', 'fn-1:turn-groups'],
      ['fn-1', 'fn-1:flag-dormant'],
    ]);
  });
});
