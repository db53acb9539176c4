/** Times in the cells of imports. */
import {
  type CivilDate,
  type DateStyle,
  instantAtOffset,
  isCivilDate,
  MIDNIGHT,
  offsetAtLocal,
} from '../../query/values/civil.ts';
import { parseDate } from '../../query/values/date.ts';
import { findTime } from '../../query/values/time.ts';
import { type Instant, instant } from '../instant.ts';

interface TimeEnv {
  readonly timezone: string;
  readonly dateStyle: DateStyle;
  readonly now: Instant;
}

/** A day, an optional time, an optional zone, and nothing else. */
const WHOLE =
  /^(\d{1,4}[-./]\d{1,2}[-./]\d{1,4})(?:(?:T|,? +)((?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?(?: ?[ap]m)?))? ?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i;
const YEAR_FIRST = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/;

/**
 * A time as APIs and spreadsheets write it, by default in the workspace's zone. Null for anything else, also for
 * unknown additions (`24:00`, `EST`): they would mean another time.
 */
export function parseTime(text: string, { timezone, dateStyle, now }: TimeEnv): Instant | null {
  if (isUnixTime(text)) return instant(Number(text) * (text.length > 10 ? 1_000 : 1_000_000));
  const [, date = '', clock, zone] = WHOLE.exec(text) ?? [];
  const day = dayIn(date, { timezone, dateStyle, now });
  const time = clock === undefined ? MIDNIGHT : findTime(clock.replace(',', '.'));
  if (day === null || time === null) return null;
  const offset = zone === undefined ? offsetAtLocal(timezone, day, time) : minutesOf(zone);
  return offset === null ? null : instant(instantAtOffset(day, time, offset));
}

/** The last moment that a time may mean which is written so: of a day its end, of a minute its last microsecond. */
export function lastMoment(text: string, at: Instant): Instant {
  const [, date, clock = ''] = WHOLE.exec(text) ?? [];
  const digits = /[.,](\d+)/.exec(clock)?.[1]?.length ?? (text.length > 10 && date === undefined ? 3 : 0);
  const seconds = date === undefined || /:\d\d:/.test(clock) ? 10 ** -digits : clock === '' ? 86_400 : 60;
  return instant(at + Math.max(1, Math.round(seconds * 1_000_000)) - 1);
}

/** Seconds or milliseconds since 1970, of the years from 2001 to 2033. */
const isUnixTime = (text: string): boolean => /^1\d{9}(?:\d{3})?$/.test(text);

/** With the year first in ISO order, whatever the workspace's own. */
function dayIn(text: string, env: TimeEnv): CivilDate | null {
  const [, year, month, day] = YEAR_FIRST.exec(text) ?? [];
  if (year === undefined) return parseDate(text, { ...env, fillTime: false })?.day ?? null;
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  return isCivilDate(date) ? date : null;
}

/** Minutes east of UTC. */
function minutesOf(zone: string): number | null {
  const [, sign, hours = '', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  if (sign === undefined) return 0;
  const offset = Number(hours) * 60 + Number(minutes);
  return Number(minutes) > 59 || offset > 24 * 60 ? null : sign === '-' ? -offset : offset;
}
