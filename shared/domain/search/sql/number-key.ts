import { withoutTrailingZeros } from '../../text/trailing-zeros.ts';

/** More than the places of any number before or after its point: texts have 640 characters. */
const SHIFT = 1_000;

/**
 * A canonical decimal as a text that stands where the number does: of two, the lower number has the lower text, byte by
 * byte, and equal ones are the same.
 */
export function numberKey(decimal: string): string {
  const isNegative = decimal.startsWith('-');
  const [whole = '', fraction = ''] = decimal.slice(isNegative ? 1 : 0).split('.');
  const digits = `${whole}${fraction}`;
  const first = digits.search(/[1-9]/);
  if (first < 0) return '1';
  const exponent = String(whole.length - first + SHIFT).padStart(4, '0');
  // `10` and `100` differ by the exponent.
  const key = `${exponent}${withoutTrailingZeros(digits.slice(first))}`;
  // The larger a negative number is without its sign, the earlier it comes; more digits come before fewer.
  return isNegative ? `0${key.replace(/\d/g, (digit) => String(9 - Number(digit)))}~` : `1${key}`;
}
