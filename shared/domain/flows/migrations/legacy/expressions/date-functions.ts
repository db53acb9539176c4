import { plusMonths } from './dates.ts';
import { given, type LegacyFunction, legacyFn, renamed } from './function.ts';
import { call, chain, LEVELS, number, quoted, type Translated, UntranslatableError } from './translated.ts';

/** A part of a date or time, as a number. */
const part = (format: 'format_date' | 'format_datetime', layout: string): LegacyFunction =>
  legacyFn(1, 1, (...values) => call(format, 'number', given(values, 0), quoted(layout)));

const layoutOf = (text: Translated, layout: string) => call('format_time', 'number', text, quoted(layout)).source;

/** `TIME` and `TIMEVALUE` were durations as well, so their parts are kept. */
const time = (value: Translated, parts: Translated['parts'] & {}): Translated => ({ ...value, kind: 'time', parts });

const timeFromParts = (...values: readonly Translated[]): Translated =>
  time(call('time_from_parts', 'time', ...values), [
    given(values, 0).source,
    given(values, 1).source,
    given(values, 2).source,
  ]);

function timeValue(...values: readonly Translated[]): Translated {
  const value = call('time', 'time', given(values, 0));
  return time(value, [layoutOf(value, 't'), layoutOf(value, 'm'), layoutOf(value, 's')]);
}

const UNITS: ReadonlyMap<string, string> = new Map([
  ['"d"', 'D'],
  ['"m"', 'M'],
  ['"y"', 'Y'],
]);

function difference(...values: readonly Translated[]): Translated {
  const unit = UNITS.get(given(values, 2).source.toLowerCase());
  if (unit === undefined) throw new UntranslatableError();
  return call('datetime_diff', 'number', given(values, 0), given(values, 1), quoted(unit));
}

const days = (...values: readonly Translated[]): Translated =>
  call('datetime_diff', 'number', given(values, 1), given(values, 0), quoted('D'));

const edate = (...values: readonly Translated[]): Translated => plusMonths(given(values, 0), given(values, 1));

const weekday = (...values: readonly Translated[]): Translated =>
  chain('+', LEVELS['+'], 'number', [call('weekday', 'number', given(values, 0)), number(1)]);

/** Functions of dates, by their names in lower case. */
export const DATE_FUNCTIONS: Readonly<Record<string, LegacyFunction>> = {
  date: renamed('date_from_parts', 3, 3, 'date'),
  datedif: legacyFn(3, 3, difference),
  datevalue: renamed('date', 1, 1, 'date'),
  day: part('format_date', 'D'),
  days: legacyFn(2, 2, days),
  edate: legacyFn(2, 2, edate),
  epoch: renamed('epoch', 1, 1, 'number'),
  format_date: renamed('format_datetime', 1, 2, 'text'),
  hour: part('format_datetime', 't'),
  minute: part('format_datetime', 'm'),
  month: part('format_date', 'M'),
  now: renamed('now', 0, 0, 'datetime'),
  second: part('format_datetime', 's'),
  time: legacyFn(3, 3, timeFromParts),
  timevalue: legacyFn(1, 1, timeValue),
  today: renamed('today', 0, 0, 'date'),
  weekday: legacyFn(1, 1, weekday),
  year: part('format_date', 'YYYY'),
};
