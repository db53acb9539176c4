import { toNumber, toText } from '../../../template-values/convert.ts';
import { compare, type Decimal, parseDecimal } from '../../../template-values/decimal.ts';
import type { Value } from '../../../template-values/value.ts';
import { at, fn } from '../../template/library/function.ts';
import { found } from './match.ts';

/** With or without groups of thousands. A point after a letter does not belong to the number: `hi.51` has 51. */
const NUMBER = /-?(?:\d[\d,]*(?:\.\d+)?|(?<![\p{L}\p{N}])\.\d+)/gu;

/** The numbers in a text, in order: `I am 42 years old`. */
function* numbersIn(value: Value): Iterable<Decimal> {
  if (value !== null && typeof value === 'object' && value.kind === 'number') return yield value;
  for (const [text] of withPlainDigits(toText(value)).matchAll(NUMBER)) {
    const number = parseDecimal(text.replaceAll(',', ''));
    if (number !== null) yield number;
  }
}

/** The text with digits and separators of other scripts (Arabic, Bengali, full-width …) as `0` to `9`, `.` and `,`. */
const withPlainDigits = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/(?![0-9])\p{Nd}/gu, (digit) => String(digitValue(digit.codePointAt(0) ?? 0)))
    .replaceAll('\u066b', '.')
    .replaceAll('\u066c', ',');

/** Unicode keeps the ten digits of a script together, in order. */
function digitValue(code: number): number {
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before++;
  return before % 10;
}

/** A test that finds the first number in the operand for which it holds. An argument that is no number is an error. */
const numberTest = (others: number, holds: (...orders: number[]) => boolean) =>
  fn(others + 1, others + 1, (values) => {
    const wanted = values.slice(1).map(toNumber);
    for (const number of numbersIn(at(values, 0))) {
      if (holds(...wanted.map((other) => compare(number, other)))) return found(number);
    }
    return false;
  });

/** Tests of numbers (TextIt 8.9). */
export const NUMBER_TESTS = {
  has_number: numberTest(0, () => true),
  has_number_lt: numberTest(1, (order = 0) => order < 0),
  has_number_lte: numberTest(1, (order = 0) => order <= 0),
  has_number_eq: numberTest(1, (order = 0) => order === 0),
  has_number_gte: numberTest(1, (order = 0) => order >= 0),
  has_number_gt: numberTest(1, (order = 0) => order > 0),
  has_number_between: numberTest(2, (low = 0, high = 0) => low >= 0 && high <= 0),
} as const;
