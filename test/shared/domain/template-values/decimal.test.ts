import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { power } from '../../../../shared/domain/flows/template/power.ts';
import {
  add,
  compare,
  type Decimal,
  decimal,
  divide,
  formatDecimal,
  multiply,
  ofNumber,
  parseDecimal,
  round,
  subtract,
  toFloat,
} from '../../../../shared/domain/template-values/decimal.ts';
import cases from '../../../cases/domain/flows/decimal.json' with { type: 'json' };

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 10n), max: 10n ** 10n }), fc.nat(5))
  .map(([units, scale]) => decimal(units, scale));

const show = (value: Decimal | null): string | null => value && formatDecimal(value);

describe('decimals', () => {
  it('can be parsed from what they are formatted as', () => {
    fc.assert(
      fc.property(decimals, (a) => {
        expect(parseDecimal(formatDecimal(a))).toEqual(a);
      }),
    );
  });

  it('add, subtract and multiply without loss', () => {
    fc.assert(
      fc.property(decimals, decimals, decimals, (a, b, c) => {
        expect(subtract(add(a, b), b)).toEqual(a);
        expect(add(a, b)).toEqual(add(b, a));
        expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
      }),
    );
  });

  it('compare as the difference does', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        expect(Math.sign(compare(a, b))).toBe(Math.sign(toFloat(subtract(a, b))));
      }),
    );
  });

  it('divide to 16 places', () => {
    expect(show(divide(decimal(1n), decimal(3n)))).toBe('0.3333333333333333');
    expect(show(divide(decimal(-2n), decimal(3n)))).toBe('-0.6666666666666667');
    expect(show(divide(decimal(1n, 2), decimal(25n, 4)))).toBe('4');
    expect(divide(decimal(1n), decimal(0n))).toBeNull();
  });

  it.each(cases.numbers as unknown as [number, string][])('take JavaScript’s %s as %s', (value, text) => {
    expect(show(ofNumber(value))).toBe(text);
  });

  it.each(
    cases.rounded as unknown as [
      string,
      number,
      'half' | 'up' | 'down',
      '3' | '-3' | '2.4' | '20' | '-2' | '2' | '7',
    ][],
  )('round %s to %s places, %s: %s', (text, places, mode, rounded) => {
    expect(show(round(parseDecimal(text) ?? decimal(0n), places, mode))).toBe(rounded);
  });

  it('refuse what is beyond 1e100', () => {
    expect(() => power(decimal(10n), decimal(101n))).toThrow('number value out of range');
    expect(() => ofNumber(Number.POSITIVE_INFINITY)).toThrow('number value out of range');
    expect(show(power(decimal(10n), decimal(100n)))).toBe(`1${'0'.repeat(100)}`);
  });

  it('are refused beyond 36 digits besides zeros at their ends, and beyond 100 places', () => {
    expect(show(decimal(10n ** 99n))).toBe(`1${'0'.repeat(99)}`);
    for (const [units, scale] of [
      [10n ** 36n + 1n, 0],
      [10n ** 36n + 1n, 20],
      [10n ** 101n, 0],
      [1n, 101],
    ] as const)
      expect(() => decimal(units, scale)).toThrow('number value out of range');
  });
});
