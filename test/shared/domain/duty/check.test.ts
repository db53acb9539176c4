/** Alarms that the watchdog checks: when it does, what it reads for that, and what it finds. */
import { describe, expect, it } from 'vitest';
import { type Check, EVERY, findingOf, isDue, spanOf } from '../../../../shared/domain/duty/check.ts';
import { CHECKS } from '../../../../shared/domain/duty/checks.ts';

const NINE = Date.UTC(2026, 10, 28, 9) / 1_000;
const DAY = 86_400;
const named = (alarm: string): Check => {
  const found = CHECKS.find((one) => one.alarm === alarm);
  if (!found) throw new Error(`no check is called ${alarm}`);
  return found;
};
const dues = (check: Check, waiting: readonly string[], phase: number): number =>
  Array.from({ length: DAY / EVERY }, (_, run) => NINE + run * EVERY + phase).filter((at) =>
    isDue(check, at, new Set(waiting)),
  ).length;

it.each([0, 1, 299])(
  'is checked as often as it says, wherever in its five minutes the watchdog runs (%i s)',
  (phase) => {
    expect(dues(named('api-slow'), [], phase)).toBe(24);
    expect(dues(named('audit-repairs'), [], phase)).toBe(4);
    expect(dues(named('work-old'), [], phase)).toBe(0);
    expect(dues(named('work-old'), ['work'], phase)).toBe(288);
  },
);

it.each(CHECKS.map((check) => [check.alarm, check] as const))(
  'checks of %s leave no period out between two of them, and read whole periods that CloudWatch has',
  (_, check) => {
    const step = 'hours' in check.when ? check.when.hours * 3_600 : EVERY;
    for (let at = NINE; at < NINE + DAY; at += step) {
      const [one, next] = [spanOf(check, at), spanOf(check, at + step)];
      expect((one.to - one.from) % check.period).toBe(0);
      expect(one.to).toBeLessThanOrEqual(at - 120);
      // The first state that the next check looks at is the last one that this check has seen.
      expect(next.from + check.periods * check.period).toBeLessThanOrEqual(one.to);
    }
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
      100,
    );

  it.each([
    ['nothing while nothing is reported', [null, null, null, null], false, false],
    ['that it began', [0, 0, 5, 6], true, true],
    ['that it began, and is over', [0, 0, 0, 5, 6, 0, 0], true, false],
    ['that it lasts', [5, 5, 5, 5], false, true],
    ['that it began again', [5, 5, 5, 0, 0, 5, 5], true, true],
    ['nothing in one bad period of three', [0, 5, 0, 0, 5, 0], false, false],
  ] as const)('%s', (_, counts, began, lasts) => {
    expect(find(...counts)).toEqual({ began, lasts });
  });

  it('goes off from the share of the account that AWS advises', () => {
    const of = (concurrent: number) =>
      findingOf(
        named('concurrency-high'),
        Array.from({ length: 4 }, () => ({ concurrent })),
        50,
      ).lasts;
    expect([of(39), of(40)]).toEqual([false, true]);
  });

  it('takes silence for a fault where a run is missing', () => {
    const runs = (...errors: (number | null)[]) =>
      findingOf(
        named('snapshots-tidy-silent'),
        errors.map((one) => ({ errors: one })),
        50,
      );
    expect(runs(0, 0, 0, null, null, 0, 0)).toEqual({ began: false, lasts: false });
    expect(runs(0, 0, 0, null, 1, null)).toEqual({ began: true, lasts: true });
  });
});
