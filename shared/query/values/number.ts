/** Nearly every number that is typed: canonical as written. */
const SHORT_WHOLE = /^[1-9]\d{0,14}$/;
const DECIMAL = /^(-?)(\d+|\d+\.\d+|\.\d+)$/;

/** More digits than this are refused, trailing zeros not counted (TextIt 1.8 rule 3). */
const MAX_SIGNIFICANT_DIGITS = 36;
/** 1e100 is the largest magnitude taken: a one and a hundred zeros (TextIt 1.8 rule 3). */
const LARGEST = `1${'0'.repeat(100)}`;

/**
 * Reads a decimal number from `text` (outer spaces allowed) and gives its canonical form: no leading or trailing
 * zeros, `0.5` for `.5`, `0` for `-0`. Null when it is no number: there are no exponents, plus signs, thousands
 * separators or words (TextIt 1.8 rule 3). A string, so that no digit is lost.
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

/** Not by `/0+$/`, which takes quadratic time over long runs of zeros. */
function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
}

/** A fraction cannot make the largest number larger: so many digits are refused anyway. */
const tooLarge = (whole: string): boolean =>
  whole.length > LARGEST.length || (whole.length === LARGEST.length && whole > LARGEST);

/**
 * Compares two canonical decimals exactly: negative, zero or positive as `a` is less than, equal to or greater than `b`.
 *
 * Floats decide nearly always, for rounding never swaps two numbers; only when they round to the same float do the
 * digits decide.
 */
export function compareNumbers(a: string, b: string): number {
  const difference = Number(a) - Number(b);
  if (difference !== 0 || a === b) return difference;
  return a.startsWith('-') ? compareDigits(b.slice(1), a.slice(1)) : compareDigits(a, b);
}

/** For non-negative canonical decimals of the same sign: the longer whole part wins, then text order is number order. */
function compareDigits(a: string, b: string): number {
  const byLength = wholeLength(a) - wholeLength(b);
  if (byLength !== 0) return byLength;
  return a < b ? -1 : 1;
}

const wholeLength = (decimal: string): number => {
  const point = decimal.indexOf('.');
  return point < 0 ? decimal.length : point;
};
