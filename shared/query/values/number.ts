/** Most typed numbers have this form, which is already canonical. */
const SHORT_WHOLE = /^[1-9]\d{0,14}$/;
const DECIMAL = /^(-?)(\d+|\d+\.\d+|\.\d+)$/;

/** A number with more digits is refused; trailing zeros do not count (TextIt 1.8 rule 3). */
const MAX_SIGNIFICANT_DIGITS = 36;
/** 1e100, the largest number accepted (TextIt 1.8 rule 3). */
const LARGEST = `1${'0'.repeat(100)}`;

/**
 * A decimal number in its canonical form, as a string: `0.5` for `.5`, `0` for `-0`. Null when it is no number:
 * exponents, plus signs, separators and words are not (TextIt 1.8 rule 3).
 */
export function parseNumber(text: string): string | null {
  if (SHORT_WHOLE.test(text)) return text;
  const match = DECIMAL.exec(text.trim());
  if (!match) return null;
  const [, sign, digits = ''] = match;
  const point = digits.indexOf('.');
  const whole = (point < 0 ? digits : digits.slice(0, point)).replace(/^0+/, '');
  const fraction = point < 0 ? '' : withoutTrailingZeros(digits.slice(point + 1));
  if (significantDigits(whole + fraction) > MAX_SIGNIFICANT_DIGITS || tooLarge(whole)) return null;
  if (whole === '' && fraction === '') return '0';
  return `${sign}${whole || '0'}${fraction && `.${fraction}`}`;
}

const significantDigits = (digits: string): number => withoutTrailingZeros(digits.replace(/^0+/, '')).length;

/** A regular expression (`/0+$/`) would take quadratic time on long runs of zeros. */
function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
}

/** Fractions need no check: a number with that many digits is refused anyway. */
const tooLarge = (whole: string): boolean =>
  whole.length > LARGEST.length || (whole.length === LARGEST.length && whole > LARGEST);

/**
 * Compares two canonical decimals exactly: negative, zero or positive. Floats decide nearly always, because rounding
 * never swaps two numbers; digits only when both round to the same float.
 */
export function compareNumbers(a: string, b: string): number {
  const difference = Number(a) - Number(b);
  if (difference !== 0 || a === b) return difference;
  return a.startsWith('-') ? compareDigits(b.slice(1), a.slice(1)) : compareDigits(a, b);
}

/** For non-negative canonical decimals: the longer whole part is larger; of equal length, text order counts. */
function compareDigits(a: string, b: string): number {
  const byLength = wholeLength(a) - wholeLength(b);
  if (byLength !== 0) return byLength;
  return a < b ? -1 : 1;
}

const wholeLength = (decimal: string): number => {
  const point = decimal.indexOf('.');
  return point < 0 ? decimal.length : point;
};
