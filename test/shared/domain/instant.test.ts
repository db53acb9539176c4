import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf, formatInstant, instant, parseInstant, parseIso8601 } from '../../../shared/domain/instant.ts';
import cases from '../../cases/domain/instant.json' with { type: 'json' };

describe('parseInstant', () => {
  it.each(cases.instants as unknown as [string, number][])('reads %s', (text, micros) => {
    expect(parseInstant(text)).toBe(micros);
  });

  it.each(cases.noInstants)('refuses %j', (text) => {
    expect(parseInstant(text)).toBeNull();
  });

  it('reads what formatInstant writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62e15, max: 9e15 }), (micros) => {
        expect(parseInstant(formatInstant(instant(micros)))).toBe(micros);
      }),
    );
  });
});

describe('parseIso8601', () => {
  it.each(cases.iso8601)('reads %s', (text, expected) => {
    expect(parseIso8601(text)).toBe(parseInstant(expected));
  });

  it.each(cases.noIso8601)('refuses %j', (text) => {
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

it('knows the day in UTC, and days before and after', () => {
  const late = instant(1795564799999999);
  expect(dayOf(late)).toBe('2026-11-24');
  expect(dayOf(addDays(late, 1))).toBe('2026-11-25');
  expect(dayOf(addDays(late, -90))).toBe('2026-08-26');
});
