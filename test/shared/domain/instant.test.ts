import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  dayOf,
  formatInstant,
  instant,
  parseInstant,
  parseIso8601,
  sortableInstant,
} from '../../../shared/domain/instant.ts';

describe('parseInstant', () => {
  it.each([
    ['2026-11-24T08:09:10.123456Z', 1795507750123456],
    ['2026-11-24T08:09:10.123456789Z', 1795507750123456],
    ['2026-11-24T08:09:10.5Z', 1795507750500000],
    ['2026-11-24T08:09:10,5Z', 1795507750500000],
    ['2026-11-24T08:09:10Z', 1795507750000000],
    ['2026-11-24T08:09Z', 1795507740000000],
    [' 2026-11-24t08:09:10z ', 1795507750000000],
    ['2026-11-24 08:09:10', 1795507750000000],
    ['2026-11-24T10:09:10+02:00', 1795507750000000],
    ['2026-11-24T10:09:10+0200', 1795507750000000],
    ['1969-12-31T23:59:59.999999Z', -1],
  ])('reads %s', (text, micros) => {
    expect(parseInstant(text)).toBe(micros);
  });

  it.each([
    '',
    '2026-11-24',
    '20261124T100000Z',
    '2026-02-30T00:00:00Z',
    '24-11-2026 10:00',
    '2026-13-01T00:00:00Z',
    '2026-11-24T25:00:00Z',
    'now',
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toBeNull();
  });

  it('reads what formatInstant and sortableInstant write', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62e15, max: 9e15 }), (micros) => {
        expect(parseInstant(formatInstant(instant(micros)))).toBe(micros);
        expect(parseInstant(sortableInstant(instant(micros)))).toBe(micros);
      }),
    );
  });
});

describe('parseIso8601', () => {
  it.each([
    ['2026', '2026-01-01T00:00:00Z'],
    ['2026-2', '2026-02-01T00:00:00Z'],
    ['2024-02-29', '2024-02-29T00:00:00Z'],
    ['20261124', '2026-11-24T00:00:00Z'],
    ['2026-11-24 08', '2026-11-24T08:00:00Z'],
    ['20261124T0809', '2026-11-24T08:09:00Z'],
    ['20261124T080910,5', '2026-11-24T08:09:10.500000Z'],
    ['2026-11-24T08:09:10+02', '2026-11-24T06:09:10Z'],
    ['2026-11-24T08:09:10-0530', '2026-11-24T13:39:10Z'],
    ['0001-01-01T00:00:00+01:00', '0000-12-31T23:00:00Z'],
  ])('reads %s', (text, expected) => {
    expect(parseIso8601(text)).toBe(parseInstant(expected));
  });

  it.each([
    '202611',
    '2026-02-30',
    '2025-02-29',
    '2026-11-24T24:00',
    '2026-11-24T08:09:60',
    '2026-11-24T08:09+24:00',
    '2026-',
    '1',
  ])('refuses %j', (text) => {
    expect(parseIso8601(text)).toBeNull();
  });

  it('takes no longer for a long text', () => {
    expect(parseIso8601(`2026-11-24T08:09:10.${'1'.repeat(100_000)}`)).toBeNull();
  });
});

describe('formatInstant', () => {
  it('leaves out a fraction that is exactly zero, and pads any other', () => {
    expect(formatInstant(instant(1795507750000000))).toBe('2026-11-24T08:09:10Z');
    expect(formatInstant(instant(1795507750000120))).toBe('2026-11-24T08:09:10.000120Z');
  });
});

it('writes sort keys that sort by time', () => {
  const year = fc.integer({ min: 0, max: 4e15 });
  fc.assert(
    fc.property(year, year, (a, b) => {
      expect(Math.sign(a - b)).toBe(compareTexts(sortableInstant(instant(a)), sortableInstant(instant(b))));
    }),
  );
});

const compareTexts = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

it('knows the day in UTC, and days before and after', () => {
  const late = instant(1795564799999999);
  expect(dayOf(late)).toBe('2026-11-24');
  expect(dayOf(addDays(late, 1))).toBe('2026-11-25');
  expect(dayOf(addDays(late, -90))).toBe('2026-08-26');
});
