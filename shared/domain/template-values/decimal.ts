import { parseNumber } from '../../query/values/number.ts';
import { withoutTrailingZeros } from '../text/trailing-zeros.ts';
import { EvaluationError } from './error.ts';

/** An exact decimal number: `units / 10^scale`, without trailing zeros. Division keeps 16 places, as in TextIt. */
export interface Decimal {
  readonly kind: 'number';
  readonly units: bigint;
  readonly scale: number;
}

export const DIVISION_PLACES = 16;
/** A number of a larger power of ten is refused, and one with more digits besides zeros at its end (TextIt 1.8). */
const MAX_EXPONENT = 100;
const MAX_DIGITS = 36;
const LARGEST = 10n ** BigInt(MAX_EXPONENT);

/** The number in its shortest form; throws `EvaluationError` beyond 36 digits, or a magnitude of 1e100. */
export function decimal(units: bigint, scale = 0): Decimal {
  let digits = units;
  let places = scale;
  while (places > 0 && digits % 10n === 0n) {
    digits /= 10n;
    places -= 1;
  }
  const isTooLong = withoutTrailingZeros(String(magnitude(digits))).length > MAX_DIGITS;
  if (isTooLong || places > MAX_EXPONENT || magnitude(digits) > LARGEST * 10n ** BigInt(places))
    throw new EvaluationError('number value out of range');
  return { kind: 'number', units: digits, scale: places };
}

export const ZERO = decimal(0n);

export const ofInteger = (value: number): Decimal => decimal(BigInt(value));

/** A JavaScript number by its shortest decimal text (up to 17 digits). */
export function ofNumber(value: number): Decimal {
  if (!Number.isFinite(value)) throw new EvaluationError('number value out of range');
  const [, sign, whole = '0', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(`${value}`) ?? [];
  const units = BigInt(`${sign}${whole}${fraction}`);
  const scale = fraction.length - Number(exponent);
  return scale < 0 ? decimal(units * 10n ** BigInt(-scale)) : decimal(units, scale);
}

/** Reads a number by TextIt's rules (1.8); null for anything else. */
export function parseDecimal(text: string): Decimal | null {
  const canonical = parseNumber(text);
  if (canonical === null) return null;
  const [whole = '0', fraction = ''] = canonical.split('.');
  return decimal(BigInt(`${whole}${fraction}`), fraction.length);
}

/** Reads a number as JSON writes it, with every digit unless it has an exponent. */
export const ofJson = (text: string): Decimal => parseDecimal(text) ?? ofNumber(Number(text));

export function formatDecimal({ units, scale }: Decimal): string {
  const digits = String(magnitude(units)).padStart(scale + 1, '0');
  const point = digits.length - scale;
  const fraction = scale > 0 ? `.${digits.slice(point)}` : '';
  return `${units < 0n ? '-' : ''}${digits.slice(0, point)}${fraction}`;
}

export const toFloat = (value: Decimal): number => Number(formatDecimal(value));

export const add = (a: Decimal, b: Decimal): Decimal => aligned(a, b, (x, y, scale) => decimal(x + y, scale));

export const subtract = (a: Decimal, b: Decimal): Decimal => add(a, negate(b));

export const negate = ({ units, scale }: Decimal): Decimal => decimal(-units, scale);

export const multiply = (a: Decimal, b: Decimal): Decimal => decimal(a.units * b.units, a.scale + b.scale);

/** `a / b` to 16 places; null when `b` is zero. */
export function divide(a: Decimal, b: Decimal): Decimal | null {
  if (b.units === 0n) return null;
  return aligned(a, b, (x, y) => decimal(quotient(x * 10n ** BigInt(DIVISION_PLACES), y), DIVISION_PLACES));
}

/** The remainder with the sign of `a`; null when `b` is zero. */
export const remainder = (a: Decimal, b: Decimal): Decimal | null =>
  b.units === 0n ? null : aligned(a, b, (x, y, scale) => decimal(x % y, scale));

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export const compare = (a: Decimal, b: Decimal): number => aligned(a, b, (x, y) => (x < y ? -1 : Number(x > y)));

/** Rounds to so many places (negative: before the point): `half` away from zero, `up` or `down`. */
export function round(value: Decimal, places: number, mode: 'half' | 'up' | 'down'): Decimal {
  if (value.scale <= places) return value;
  // More places round to 0 anyway, and `10 ^ places` would cost time and memory.
  if (places < -MAX_EXPONENT - 1) return round(value, -MAX_EXPONENT - 1, mode);
  const step = 10n ** BigInt(value.scale - places);
  const floor = value.units / step - (value.units % step < 0n ? 1n : 0n);
  const exact = value.units % step === 0n;
  const units = mode === 'half' ? quotient(value.units, step) : mode === 'down' || exact ? floor : floor + 1n;
  return places >= 0 ? decimal(units, places) : decimal(units * 10n ** BigInt(-places));
}

export function magnitude(units: bigint): bigint {
  return units < 0n ? -units : units;
}

function aligned<T>(a: Decimal, b: Decimal, use: (x: bigint, y: bigint, scale: number) => T): T {
  const scale = Math.max(a.scale, b.scale);
  return use(a.units * 10n ** BigInt(scale - a.scale), b.units * 10n ** BigInt(scale - b.scale), scale);
}

/** Integer division rounded half away from zero. */
export function quotient(a: bigint, b: bigint): bigint {
  const negative = a < 0n !== b < 0n;
  const top = magnitude(a);
  const bottom = magnitude(b);
  const rounded = (top * 2n + bottom) / (bottom * 2n);
  return negative ? -rounded : rounded;
}
