import { dateTimeIn, timeIn, toDateTime, toText } from '../../../template-values/convert.ts';
import { civilOf, dayNumber } from '../../../template-values/dates.ts';
import type { Env } from '../../../template-values/env.ts';
import { type DateTime, datetime, type Value } from '../../../template-values/value.ts';
import { at, fn } from '../../template/library/function.ts';
import { found } from './match.ts';

function dateIn(value: Value, env: Env): DateTime | null {
  if (value !== null && typeof value === 'object' && (value.kind === 'datetime' || value.kind === 'date')) {
    return toDateTime(value, env);
  }
  return dateTimeIn(toText(value), env, true);
}

/** Calendar days in the workspace's time zone decide, not the time of day. */
const dayIn = (moment: DateTime, env: Env): number => dayNumber(civilOf(datetime(moment.at, env.timezone)));

const dateTest = (holds: (difference: number) => boolean) =>
  fn(2, 2, (values, env) => {
    const wanted = dayIn(toDateTime(at(values, 1), env), env);
    const date = dateIn(at(values, 0), env);
    return date !== null && holds(dayIn(date, env) - wanted) ? found(date) : false;
  });

const timeOf = (value: Value): Value =>
  value !== null && typeof value === 'object' && value.kind === 'time' ? value : timeIn(toText(value));

/** Tests of dates and times (TextIt 8.9). */
export const DATE_TESTS = {
  has_date: fn(1, 1, (values, env) => found(dateIn(at(values, 0), env))),
  has_date_lt: dateTest((difference) => difference < 0),
  has_date_eq: dateTest((difference) => difference === 0),
  has_date_gt: dateTest((difference) => difference > 0),
  has_time: fn(1, 1, (values) => found(timeOf(at(values, 0)))),
} as const;
