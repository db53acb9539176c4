import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareNumbers, parseNumber } from '../../../../shared/query/values/number.ts';
import { casesIn } from '../support.ts';

test.each(casesIn<{ text: string; number: string | null }>('numbers.json'))('"$text" is read as $number', (each) => {
  expect(parseNumber(each.text)).toBe(each.number);
});

test('a canonical number is read as itself', () => {
  for (const { number } of casesIn<{ number: string | null }>('numbers.json')) {
    if (number !== null) expect(parseNumber(number)).toBe(number);
  }
});

test('decimals compare as the same numbers multiplied to integers do', () => {
  const digits = 20;
  const scaled = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
  const decimal = (value: bigint): string => {
    const text = String(value < 0n ? -value : value).padStart(digits + 1, '0');
    return parseNumber(`${value < 0n ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`) ?? 'none';
  };
  const near = fc
    .tuple(scaled, fc.bigInt({ min: -3n, max: 3n }))
    .map(([value, more]) => [value, value + more] as const);
  fc.assert(
    fc.property(fc.oneof(near, fc.tuple(scaled, scaled)), ([a, b]) => {
      const sign = a < b ? -1 : a > b ? 1 : 0;
      expect(Math.sign(compareNumbers(decimal(a), decimal(b)))).toBe(sign);
    }),
  );
});
