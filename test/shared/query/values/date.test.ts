import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DateOptions, hasDate, parseDate } from '../../../../shared/query/values/date.ts';
import { casesIn, NOW } from '../support.ts';

interface DateCase {
  readonly text: string;
  readonly env?: Partial<DateOptions>;
  readonly iso: string | null;
}

const OPTIONS: DateOptions = { dateStyle: 'day_first', timezone: 'UTC', now: NOW, fillTime: true };

test.each(casesIn<DateCase>('dates.json'))('"$text" $env is read as $iso', ({ text, env, iso }) => {
  const options = { ...OPTIONS, ...env };
  const date = parseDate(text, options);
  expect(date?.iso ?? null).toBe(iso);
  expect(hasDate(text, options)).toBe(iso !== null);
  if (date) expect(date.at).toBe(Date.parse(date.iso) * 1000 + Number(date.iso.slice(23, 26)));
});

test('the ISO form of a date is read as the same instant in any workspace', () => {
  const zones = ['UTC', 'Africa/Kigali', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia', 'Australia/Lord_Howe'];
  const when = fc.record({
    millis: fc.integer({ min: Date.UTC(1950, 0, 1), max: Date.UTC(2250, 0, 1) }),
    timezone: fc.constantFrom(...zones),
    dateStyle: fc.constantFrom('day_first' as const, 'month_first' as const, 'year_first' as const),
  });
  fc.assert(
    fc.property(when, ({ millis, timezone, dateStyle }) => {
      const local = new Date(millis).toISOString().slice(0, 23);
      const date = parseDate(local, { ...OPTIONS, timezone, dateStyle });
      expect(date).not.toBeNull();
      expect(parseDate(date?.iso ?? '', { ...OPTIONS, dateStyle })?.at).toBe(date?.at);
    }),
  );
});

test('a missing time is filled with the current time, to the microsecond', () => {
  const now = NOW + 45_678_901;
  expect(parseDate('27-01-2020', { ...OPTIONS, now })?.iso).toBe('2020-01-27T12:00:45.678901Z');
});

test('a local time that a clock change skips or repeats is put next to the change', () => {
  const london = { ...OPTIONS, timezone: 'Europe/London' };
  expect(parseDate('29-03-2026 01:30', london)?.at).toBe(Date.parse('2026-03-29T01:30:00Z') * 1000);
  expect(parseDate('25-10-2026 01:30', london)?.at).toBe(Date.parse('2026-10-25T01:30:00Z') * 1000);
});
