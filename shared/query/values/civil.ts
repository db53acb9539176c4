import { tzOffset } from '@date-fns/tz/tzOffset';

/** How a workspace writes dates: TextIt's `DD-MM-YYYY`, `MM-DD-YYYY` and `YYYY-MM-DD`. */
export type DateStyle = 'day_first' | 'month_first' | 'year_first';

/** A day on the calendar, in no particular time zone. Month and day count from 1. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A time on the clock; `micros` is the fraction of a second in µs. */
export interface ClockTime {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly micros: number;
}

export const MIDNIGHT: ClockTime = { hour: 0, minute: 0, second: 0, micros: 0 };

const MICROS_PER_SECOND = 1_000_000;
const MICROS_PER_MINUTE = 60 * MICROS_PER_SECOND;

/** Whether the calendar has this day (30 February does not exist). */
export const isCivilDate = ({ year, month, day }: CivilDate): boolean =>
  year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);

export const daysInMonth = (year: number, month: number): number =>
  new Date(utcMillis({ year, month: month + 1, day: 0 })).getUTCDate();

/** Milliseconds of the day's midnight in UTC. `Date.UTC` would read the years 1 to 99 as 1901 to 1999. */
const utcMillis = ({ year, month, day }: CivilDate): number => new Date(0).setUTCFullYear(year, month - 1, day);

/** The day that is `days` after a day, or before it when negative. */
export const addCivilDays = (date: CivilDate, days: number): CivilDate => civilOf(utcMillis(date) + days * 86_400_000);

const civilOf = (millis: number): CivilDate => {
  const date = new Date(millis);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
};

/** Minutes east of UTC in `timezone` (IANA name) at an instant in µs. */
export const offsetAt = (timezone: string, at: number): number => tzOffset(timezone, new Date(Math.floor(at / 1000)));

/** Whether a name is an IANA time zone or an alias of one. Each begins with a capital; fixed offsets are none. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Z]/.test(name)) return false;
  try {
    // The library would read an offset at the end of any name.
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The day and time that clocks in `timezone` show at an instant in µs. */
export function civilAt(timezone: string, at: number): CivilDate & ClockTime {
  const local = at + offsetAt(timezone, at) * MICROS_PER_MINUTE;
  const millis = Math.floor(local / 1000);
  const date = new Date(millis);
  return {
    ...civilOf(millis),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    micros: local - Math.floor(local / MICROS_PER_SECOND) * MICROS_PER_SECOND,
  };
}

/** The instant in µs of a day and time at a fixed offset (minutes east of UTC). */
export const instantAtOffset = (date: CivilDate, time: ClockTime, offset: number): number =>
  utcMillis(date) * 1000 +
  ((time.hour * 60 + time.minute - offset) * 60 + time.second) * MICROS_PER_SECOND +
  time.micros;

/** The offset (minutes east of UTC) at a local time. A missing or doubled hour has one of its two offsets. */
export function offsetAtLocal(timezone: string, date: CivilDate, time: ClockTime): number {
  const guess = offsetAt(timezone, instantAtOffset(date, time, 0));
  return offsetAt(timezone, instantAtOffset(date, time, guess));
}
