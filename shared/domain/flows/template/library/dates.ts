import { addCivilDays, offsetAt } from '../../../../query/values/civil.ts';
import { dateOf, toDate, toDateTime, toInteger, toNumber, toText, toTime } from '../../../template-values/convert.ts';
import { addMonths, atLocal, civilOf, dayNumber, offsetName, weekdayOf } from '../../../template-values/dates.ts';
import { add, decimal, multiply, ofInteger, toFloat } from '../../../template-values/decimal.ts';
import type { Env } from '../../../template-values/env.ts';
import { EvaluationError } from '../../../template-values/error.ts';
import { type DateTime, datetime, type Value } from '../../../template-values/value.ts';
import { at, fn } from './function.ts';
import { parseDateTimeText, zoneOf } from './parse-moment.ts';

const MICROS: Readonly<Record<string, number>> = { h: 3_600_000_000, m: 60_000_000, s: 1_000_000 };

/** Text can hold only the years 1 to 9999. */
function checked(moment: DateTime): DateTime {
  const { year } = civilOf(moment);
  if (!(year >= 1 && year <= 9999)) throw new EvaluationError('datetime out of range');
  return moment;
}

/** Years to days move on the calendar and keep the time of day; hours to seconds move on the clock. */
function addTo(moment: DateTime, count: number, unit: string): DateTime {
  if (Math.abs(count) > 1_000_000_000) throw new EvaluationError('datetime out of range');
  const local = civilOf(moment);
  switch (unit) {
    case 'Y':
      return checked(atLocal(addMonths(local, count * 12), local, moment.zone));
    case 'M':
      return checked(atLocal(addMonths(local, count), local, moment.zone));
    case 'W':
      return checked(atLocal(addCivilDays(local, count * 7), local, moment.zone));
    case 'D':
      return checked(atLocal(addCivilDays(local, count), local, moment.zone));
    default:
      return checked(datetime(moment.at + count * microsOf(unit), moment.zone));
  }
}

function microsOf(unit: string): number {
  const micros = MICROS[unit];
  if (micros === undefined) throw new EvaluationError(`unknown unit: ${unit}, must be one of s, m, h, D, W, M, Y`);
  return micros;
}

/** Calendar units count turns of the calendar (31 December to 1 January is a year); others count whole units. */
function difference(from: DateTime, to: DateTime, unit: string): number {
  const a = civilOf(from);
  const b = civilOf(to);
  switch (unit) {
    case 'Y':
      return b.year - a.year;
    case 'M':
      return (b.year - a.year) * 12 + b.month - a.month;
    case 'W':
      return Math.trunc((dayNumber(b) - dayNumber(a)) / 7);
    case 'D':
      return dayNumber(b) - dayNumber(a);
    default:
      return Math.trunc((to.at - from.at) / microsOf(unit));
  }
}

/** Weeks begin on Sunday; week 1 has 1 January. In a year that begins on a Sunday, TextIt begins with week 2. */
function weekNumber(value: Value, env: Env): number {
  const day = toDate(value, env);
  const newYear = { year: day.year, month: 1, day: 1 };
  return Math.floor((dayNumber(day) - dayNumber(newYear) + (weekdayOf(newYear) || 7)) / 7) + 1;
}

/** A day that the month does not have runs over: 31 February is 3 March. */
function dateFromParts(values: readonly Value[]): Value {
  const [year = 0, month = 0, day = 0] = values.map(toInteger);
  if (month < 1 || month > 12) throw new EvaluationError('invalid value for month, must be 1-12');
  const date = addCivilDays({ year, month, day: 1 }, day - 1);
  if (!(date.year >= 1 && date.year <= 9999)) throw new EvaluationError('date out of range');
  return dateOf(date);
}

function timeFromParts(values: readonly Value[]): Value {
  const [hour = 0, minute = 0, second = 0] = values.map(toInteger);
  const most = { hour: 23, minute: 59, second: 59 } as const;
  for (const [part, value] of Object.entries({ hour, minute, second })) {
    const limit = most[part as keyof typeof most];
    if (value < 0 || value > limit) throw new EvaluationError(`invalid value for ${part}, must be 0-${limit}`);
  }
  return { kind: 'time', hour, minute, second, micros: 0 };
}

/** TextIt's old `+`: adds days to a date, and everything else as numbers. */
function legacyAdd(values: readonly Value[], env: Env): Value {
  const a = at(values, 0);
  const b = at(values, 1);
  const dates = [a, b].map((value) => (isNumeric(value) ? null : toDateTime(value, env)));
  const [first, second] = dates;
  if (first && second) throw new EvaluationError('cannot add two dates');
  if (first) return addTo(first, toInteger(b), 'D');
  return second ? addTo(second, toInteger(a), 'D') : add(toNumber(a), toNumber(b));
}

function isNumeric(value: Value): boolean {
  try {
    toNumber(value);
    return true;
  } catch (error) {
    if (error instanceof EvaluationError) return false;
    throw error;
  }
}

/** Functions of dates and times. The environment gives the present and the time zone. */
export const DATES = {
  now: fn(0, 0, (_, env) => datetime(env.now, env.timezone)),
  today: fn(0, 0, (_, env) => dateOf(civilOf(datetime(env.now, env.timezone)))),
  datetime_add: fn(3, 3, (values, env) =>
    addTo(toDateTime(at(values, 0), env), toInteger(at(values, 1)), toText(at(values, 2))),
  ),
  datetime_diff: fn(3, 3, (values, env) =>
    ofInteger(difference(toDateTime(at(values, 0), env), toDateTime(at(values, 1), env), toText(at(values, 2)))),
  ),
  datetime_from_epoch: fn(1, 1, (values, env) => {
    const micros = toFloat(multiply(toNumber(at(values, 0)), ofInteger(1_000_000)));
    if (Math.abs(micros) > 1e17) throw new EvaluationError('datetime out of range');
    return checked(datetime(Math.trunc(micros), env.timezone));
  }),
  epoch: fn(1, 1, (values, env) => decimal(BigInt(toDateTime(at(values, 0), env).at), 6)),
  parse_datetime: fn(2, 3, (values, env) => {
    const zone = values.length > 2 ? zoneOf(toText(at(values, 2))) : env.timezone;
    return parseDateTimeText(toText(at(values, 0)), toText(at(values, 1)), zone, 'datetime');
  }),
  parse_time: fn(2, 2, (values, env) =>
    toTime(parseDateTimeText(toText(at(values, 0)), toText(at(values, 1)), env.timezone, 'time')),
  ),
  replace_time: fn(2, 2, (values, env) => {
    const moment = toDateTime(at(values, 0), env);
    return atLocal(civilOf(moment), toTime(at(values, 1)), moment.zone);
  }),
  legacy_add: fn(2, 2, legacyAdd),
  date_from_parts: fn(3, 3, dateFromParts),
  time_from_parts: fn(3, 3, timeFromParts),
  /** Empty for a time with an offset and no zone. */
  tz: fn(1, 1, (values, env) => toDateTime(at(values, 0), env).zone.replace(/^[+-].*/, '')),
  tz_offset: fn(1, 1, (values, env) => {
    const moment = toDateTime(at(values, 0), env);
    return offsetName(offsetAt(moment.zone, moment.at), '');
  }),
  weekday: fn(1, 1, (values, env) => ofInteger(weekdayOf(toDate(at(values, 0), env)))),
  week_number: fn(1, 1, (values, env) => ofInteger(weekNumber(at(values, 0), env))),
} as const;
