import { expect, test } from 'vitest';
import { dayRange, isDay } from '../../../../shared/query/values/range.ts';
import { isRelativeDate, relativeDay } from '../../../../shared/query/values/relative.ts';
import cases from '../../../cases/query/values/relative.json' with { type: 'json' };
import { NOW, WORKSPACE } from '../support.ts';

test.each(cases.months as unknown as [string, string | null][])(
  '%s counted back from 31 March 2024 is %s',
  (value, expected) => {
    const day = relativeDay(value, { year: 2024, month: 3, day: 31 });
    expect(day && `${day.year}-${day.month}-${day.day}`).toBe(expected);
  },
);

test('text in the form of a relative date is read as one, even before the earliest possible date', () => {
  expect(isRelativeDate('-99999y')).toBe(true);
  expect(isDay('-99999y', WORKSPACE)).toBe(false);
  expect(isRelativeDate('2024-01-01')).toBe(false);
});

test('today is the day in the workspace’s zone', () => {
  const midnight = Date.parse('2026-11-23T22:00:00Z') * 1000;
  const kigali = { ...WORKSPACE, timezone: 'Africa/Kigali' };
  expect(dayRange('-0d', { ...kigali, now: midnight })?.start).toBe(midnight);
  expect(dayRange('-0d', { ...kigali, now: midnight - 1 })?.start).toBe(midnight - 86_400_000_000);
});

test('a day lasts 24 hours from its own midnight, also when clocks change', () => {
  const london = { ...WORKSPACE, timezone: 'Europe/London' };
  expect(dayRange('29-03-2026', london)).toEqual({
    start: Date.parse('2026-03-29T00:00:00Z') * 1000,
    end: Date.parse('2026-03-30T00:00:00Z') * 1000,
  });
  expect(dayRange('2026-03-29T10:00:00+05:00', london)?.start).toBe(Date.parse('2026-03-28T19:00:00Z') * 1000);
  expect(dayRange('soon', london)).toBeNull();
  expect(dayRange('-0d', { ...london, now: NOW })?.start).toBe(Date.parse('2026-11-24T00:00:00Z') * 1000);
});
