import {
  type Decimal,
  DIVISION_PLACES,
  decimal,
  magnitude,
  multiply,
  quotient,
  toFloat,
  ZERO,
} from '../../template-values/decimal.ts';
import { EvaluationError } from '../../template-values/error.ts';

/** TextIt refuses larger exponents before it computes (goflow #1559), and so nobody waits for a huge number. */
const MAX_EXPONENT = 100n;

/**
 * A power as TextIt's engine has it: the whole part of the exponent exactly, and to 16 places when it is negative; then
 * the rest to as many places as six more than the digits of the base, and of the exponent when it has more. What is no
 * number, such as the root of a negative one, is 0.
 */
export function power(base: Decimal, exponent: Decimal): Decimal {
  const unit = 10n ** BigInt(exponent.scale);
  const whole = exponent.units / unit;
  const rest = exponent.units % unit;
  if (magnitude(exponent.units) > MAX_EXPONENT * unit) throw new EvaluationError('number value out of range');
  if (base.units === 0n || (base.units < 0n && rest !== 0n)) return ZERO;
  const exact = wholePower(base, whole);
  if (rest === 0n) return exact;
  const places = base.scale + placesOf(base, exponent);
  const logarithm = ln(base, places) * rest;
  return multiply(exact, decimal(exp(logarithm, places + exponent.scale, places), places));
}

function wholePower({ units, scale }: Decimal, whole: bigint): Decimal {
  if (whole >= 0n) return decimal(units ** whole, scale * Number(whole));
  const top = 10n ** BigInt(scale * Number(-whole) + DIVISION_PLACES);
  return decimal(quotient(top, units ** -whole), DIVISION_PLACES);
}

const digitsOf = ({ units }: Decimal): number => String(magnitude(units)).length;

const placesOf = (base: Decimal, exponent: Decimal): number =>
  digitsOf(base) + (digitsOf(exponent) > digitsOf(base) ? digitsOf(exponent) : 0) + 6;

/** Digits beyond those that are asked for, so that rounding is right. */
const SPARE = 12;

/** `e ^ (value / 10^scale)` with so many places, by Taylor's series. */
function exp(value: bigint, scale: number, places: number): bigint {
  const one = 10n ** BigInt(scale + SPARE);
  const x = magnitude(value) * 10n ** BigInt(SPARE);
  let sum = one;
  for (let term = one, n = 1n; term > 0n; n += 1n) {
    term = (term * x) / (one * n);
    sum += term;
  }
  return quotient((value < 0n ? one * one : sum * one) * 10n ** BigInt(places), (value < 0n ? sum : one) * one);
}

/** The natural logarithm with so many places: a float's, made exact by Halley's method, which triples its digits. */
function ln(base: Decimal, places: number): bigint {
  const scale = places + SPARE;
  const one = 10n ** BigInt(scale);
  const x = (base.units * one) / 10n ** BigInt(base.scale);
  let y = BigInt(Math.round(Math.log(toFloat(base)) * 1e12)) * 10n ** BigInt(Math.max(scale - 12, 0));
  for (let round = 0; round < 3; round += 1) {
    const e = exp(y, scale, scale);
    y += (2n * one * (x - e)) / (x + e);
  }
  return quotient(y, 10n ** BigInt(SPARE));
}
