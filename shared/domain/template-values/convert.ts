import { type CivilDate, MIDNIGHT, offsetAt } from '../../query/values/civil.ts';
import { parseDate } from '../../query/values/date.ts';
import { findTime } from '../../query/values/time.ts';
import { atMidnight, civilOf, isoDate, isoDateTime, isoTime, offsetName } from './dates.ts';
import { type Decimal, formatDecimal, parseDecimal, toFloat } from './decimal.ts';
import type { Env } from './env.ts';
import { EvaluationError } from './error.ts';
import {
  type DateTime,
  type DateValue,
  datetime,
  type List,
  listed,
  listValue,
  type TimeValue,
  type Value,
  valueKindOf,
} from './value.ts';

/** Any value as text; throws when it is an error. */
export function toText(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  switch (value.kind) {
    case 'number':
      return formatDecimal(value);
    case 'datetime':
      return isoDateTime(value);
    case 'date':
      return isoDate(value);
    case 'time':
      return isoTime(value);
    case 'array':
      return `[${value.items.map(toText).join(', ')}]`;
    case 'object':
      return (
        value.text ??
        `{${listed(value)
          .map(([key, property]) => `${key}: ${toText(property())}`)
          .join(', ')}}`
      );
    case 'function':
      return value.name ?? '<anon>';
    case 'error':
      throw new EvaluationError(value.text);
  }
}

export function toNumber(value: Value): Decimal {
  const plain = printed(value);
  const number = typeof plain === 'string' ? parseDecimal(plain) : null;
  if (number !== null) return number;
  if (plain !== null && typeof plain === 'object' && plain.kind === 'number') return plain;
  throw unable(value, 'a number');
}

/** A number cut to an integer that JavaScript holds exactly. */
export function toInteger(value: Value): number {
  const number = Math.trunc(toFloat(toNumber(value)));
  if (!Number.isSafeInteger(number)) throw unable(value, 'an integer');
  return number;
}

/** False for null, the word false, 0, midnight and empty values; throws for an error. */
export function toBoolean(value: Value): boolean {
  if (value === null) return false;
  if (typeof value === 'string') return value !== '' && value.toLowerCase() !== 'false';
  if (typeof value === 'boolean') return value;
  switch (value.kind) {
    case 'number':
      return value.units !== 0n;
    case 'time':
      return value.hour + value.minute + value.second + value.micros > 0;
    case 'array':
      return value.items.length > 0;
    case 'object':
      return !value.isFalse && (value.text === null ? value.entries.size > 0 : value.text !== '');
    case 'error':
      throw new EvaluationError(value.text);
    default:
      return true;
  }
}

/** @param fillTime - whether a date without a time takes the present time of day; otherwise midnight */
export function toDateTime(value: Value, env: Env, fillTime = false): DateTime {
  const plain = printed(value);
  if (typeof plain === 'string') {
    const found = dateTimeIn(plain, env, fillTime);
    if (found !== null) return found;
  } else if (plain !== null && typeof plain === 'object') {
    if (plain.kind === 'datetime') return plain;
    if (plain.kind === 'date') return atMidnight(plain, env.timezone);
  }
  throw unable(value, 'a datetime');
}

/** The date in a text, and the time after it; null when there is none. `fillTime` as for `toDateTime`. */
export function dateTimeIn(text: string, env: Env, fillTime: boolean): DateTime | null {
  const parsed = parseDate(text, { ...env, fillTime });
  return parsed && datetime(parsed.at, zoneOfOffset(parsed.at, parsed.offset, env.timezone));
}

/** The zone of a text with an offset (minutes east, null for none): the workspace's, if that has it at the time. */
export function zoneOfOffset(at: number, offset: number | null, timezone: string): string {
  if (offset === 0) return 'UTC';
  return offset === null || offset === offsetAt(timezone, at) ? timezone : offsetName(offset);
}

export function toDate(value: Value, env: Env): DateValue {
  if (value !== null && typeof value === 'object' && value.kind === 'date') return value;
  try {
    return dateOf(civilOf(toDateTime(value, env)));
  } catch (error) {
    if (error instanceof EvaluationError) throw unable(value, 'a date');
    throw error;
  }
}

export const dateOf = ({ year, month, day }: CivilDate): DateValue => ({ kind: 'date', year, month, day });

/** A number is an hour: 23 is `23:00`, 24 midnight. */
export function toTime(value: Value): TimeValue {
  const plain = printed(value);
  if (typeof plain === 'string') {
    const time = timeIn(plain);
    if (time !== null) return time;
  } else if (plain !== null && typeof plain === 'object') {
    if (plain.kind === 'time') return plain;
    if (plain.kind === 'datetime') {
      const { hour, minute, second, micros } = civilOf(plain);
      return { kind: 'time', hour, minute, second, micros };
    }
    if (plain.kind === 'number') return hourOf(plain);
  }
  throw unable(value, 'a time');
}

/** The first time in a text. The year of a date can be one, as in TextIt: `2018-04-11 5pm` has 20:18. */
export function timeIn(text: string): TimeValue | null {
  const time = findTime(text);
  return time && { kind: 'time', ...time };
}

function hourOf(value: Decimal): TimeValue {
  const hour = Math.trunc(toFloat(value));
  if (hour < 0 || hour > 24) throw unable(value, 'a time');
  return { kind: 'time', ...MIDNIGHT, hour: hour % 24 };
}

/** Null becomes an empty array. */
export function toList(value: Value): List {
  if (value === null) return listValue([]);
  if (typeof value === 'object') {
    if (value.kind === 'array') return value;
    if (value.kind === 'error') throw new EvaluationError(value.text);
  }
  throw unable(value, 'an array');
}

/** An object that prints as a text is read as that text for numbers and dates: `results.age + 1`. */
function printed(value: Value): Value {
  if (value === null || typeof value !== 'object') return value;
  if (value.kind === 'error') throw new EvaluationError(value.text);
  return value.kind === 'object' && value.text !== null ? value.text : value;
}

const unable = (value: Value, wanted: string): EvaluationError =>
  new EvaluationError(`unable to convert ${describe(value)} to ${wanted}`);

/** How error messages name a value: a text in quotes, a number as it is, anything else by its kind. */
export function describe(value: Value): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value !== null && typeof value === 'object' && value.kind === 'number') return formatDecimal(value);
  return valueKindOf(value);
}
