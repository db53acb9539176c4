import { toBoolean, toInteger, toNumber } from '../../../template-values/convert.ts';
import {
  add,
  compare,
  type Decimal,
  divide,
  formatDecimal,
  multiply,
  ofInteger,
  ofNumber,
  remainder,
  round,
  subtract,
  ZERO,
} from '../../../template-values/decimal.ts';
import { EvaluationError } from '../../../template-values/error.ts';
import type { Value } from '../../../template-values/value.ts';
import { at, fn, MANY } from './function.ts';

const number = (values: readonly Value[], index = 0): Decimal => toNumber(at(values, index));

const rounder = (mode: 'half' | 'up' | 'down') =>
  fn(1, 2, (values) => {
    const places = values.length > 1 ? toInteger(at(values, 1)) : 0;
    return round(number(values), places, mode);
  });

const best = (better: (order: number) => boolean) =>
  fn(1, MANY, (values) =>
    values.map(toNumber).reduce((winner, other) => (better(compare(other, winner)) ? other : winner)),
  );

function ratio(a: Decimal, b: Decimal): Decimal {
  const value = divide(a, b);
  if (value === null) throw new EvaluationError('division by zero');
  return value;
}

/** The remainder of a division whose quotient is cut: it has the sign of the number that is divided. */
function modulo(a: Decimal, b: Decimal): Decimal {
  const value = remainder(a, b);
  if (value === null) throw new EvaluationError('division by zero');
  return value;
}

export const total = (numbers: readonly Decimal[]): Decimal => numbers.reduce(add, ZERO);

/** `1,234.57`: groups of thousands unless `humanize` is false, and at most 9 places. */
function formatNumber(values: readonly Value[]): string {
  const places = values.length > 1 ? toInteger(at(values, 1)) : null;
  if (places !== null && (places < 0 || places > 9))
    throw new EvaluationError(`must take 0-9 number of places, got ${places}`);
  const grouped = values.length < 3 || toBoolean(at(values, 2));
  const [whole = '', fraction = ''] = formatDecimal(
    places === null ? number(values) : round(number(values), places, 'half'),
  ).split('.');
  const digits = grouped ? groupedByThrees(whole) : whole;
  const shown = places === null ? fraction : fraction.padEnd(places, '0');
  return shown === '' ? digits : `${digits}.${shown}`;
}

function groupedByThrees(whole: string): string {
  const start = whole.startsWith('-') ? 1 : 0;
  const first = start + ((whole.length - start) % 3 || 3);
  let text = whole.slice(0, first);
  for (let at = first; at < whole.length; at += 3) text += `,${whole.slice(at, at + 3)}`;
  return text;
}

export const NUMBERS = {
  abs: fn(1, 1, (values) => (compare(number(values), ZERO) < 0 ? subtract(ZERO, number(values)) : number(values))),
  round: rounder('half'),
  round_up: rounder('up'),
  round_down: rounder('down'),
  max: best((order) => order > 0),
  min: best((order) => order < 0),
  mean: fn(1, MANY, (values) => ratio(total(values.map(toNumber)), ofInteger(values.length))),
  mod: fn(2, 2, (values) => modulo(number(values), number(values, 1))),
  rand: fn(0, 0, (_, env) => ofNumber(env.random())),
  rand_between: fn(2, 2, (values, env) => {
    const low = toInteger(at(values, 0));
    const high = toInteger(at(values, 1));
    return ofInteger(low + Math.floor(env.random() * (high - low + 1)));
  }),
  percent: fn(1, 1, (values) => `${formatDecimal(round(multiply(number(values), ofInteger(100)), 0, 'half'))}%`),
  format_number: fn(1, 3, formatNumber),
} as const;
