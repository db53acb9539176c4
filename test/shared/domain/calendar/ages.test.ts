import { describe, expect, test } from 'vitest';
import { agesAt, inMonth, before as lastHeardBefore, MONTHS, sum } from '../../../../shared/domain/calendar/ages.ts';
import { formatInstant } from '../../../../shared/domain/instant.ts';
import { isAfterMidnight, nextSweep } from '../../../../shared/domain/policies/sweep.ts';
import sweeps from '../../../cases/domain/sweeps.json' with { type: 'json' };
import { at } from '../jobs/samples.ts';

describe('how long contacts have been quiet', () => {
  const now = at('2026-01-15T10:00:00Z');

  test('is told for two years, the month of today last', () => {
    const months = agesAt(now, 'UTC', []).months.map(({ month }) => month);
    expect(months).toHaveLength(MONTHS);
    expect([months[0], months[11], months[12], months[23]]).toEqual(['2024-02', '2025-01', '2025-02', '2026-01']);
  });

  test('is told by stretches that have each day once', () => {
    const { stretches } = agesAt(now, 'UTC', [14, 30]);
    expect(stretches[0]).toEqual({ before: '2024-02-01T0000' });
    expect(stretches.at(-1)).toEqual({ from: '2026-01-01T0000' });
    for (const [index, { from }] of stretches.slice(1).entries()) expect(from).toBe(stretches[index]?.before);
    expect(Object.keys(stretches[0] ?? {})).toEqual(['before']);
    expect(Object.keys(stretches.at(-1) ?? {})).toEqual(['from']);
  });

  test('is told in March of the months before, too', () => {
    expect(agesAt(at('2026-03-15T10:00:00Z'), 'UTC', []).months.at(-1)?.month).toBe('2026-03');
  });

  test('is told by months and days of the workspace, which begin with its midnights', () => {
    const { months, deadlines } = agesAt(at('2026-11-30T20:00:00Z'), 'Asia/Kathmandu', [30]);
    expect(months.slice(-2)).toEqual([
      { month: '2026-11', from: '2026-10-31T1815', before: '2026-11-30T1815' },
      { month: '2026-12', from: '2026-11-30T1815' },
    ]);
    expect(deadlines).toEqual([{ days: 30, since: '2026-11-01', before: '2026-10-31T1815' }]);
  });
});

describe('counts by span', () => {
  const aged = [
    { stretch: { before: '2026-10-01' }, contacts: 1 },
    { stretch: { from: '2026-10-01', before: '2026-10-15' }, contacts: 20 },
    { stretch: { from: '2026-10-15', before: '2026-11-01' }, contacts: 300 },
    { stretch: { from: '2026-11-01' }, contacts: 4000 },
  ];

  test('are of all contacts', () => expect(sum(aged)).toBe(4321));

  test('are of those last heard from before a day', () => {
    expect(lastHeardBefore(aged, '2026-10-01')).toBe(1);
    expect(lastHeardBefore(aged, '2026-10-15')).toBe(21);
    expect(lastHeardBefore(aged, '2026-12-01')).toBe(321);
  });

  test('are of those last heard from in a month', () => {
    const month = (from: string, end?: string) => ({ month: '', from, ...(end !== undefined && { before: end }) });
    expect(inMonth(aged, month('2026-10-01', '2026-11-01'))).toBe(320);
    expect(inMonth(aged, month('2026-11-01'))).toBe(4000);
    expect(inMonth(aged, month('2026-09-01', '2026-10-01'))).toBe(0);
  });
});

describe('the next sweep', () => {
  test.each(sweeps.next)('after %s in %s is %s', (now, timezone, next) => {
    expect(formatInstant(nextSweep(at(now), timezone))).toBe(next);
  });

  test.each(sweeps.by_the_hour as [string, string, boolean][])(
    'is by the hourly run of %s in %s: %s',
    (now, timezone, sweeps) => {
      expect(isAfterMidnight(at(now), timezone)).toBe(sweeps);
    },
  );
});
