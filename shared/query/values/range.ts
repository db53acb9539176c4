import type { DateEnv } from '../env.ts';
import { type CivilDate, civilAt, instantAtOffset, MIDNIGHT, offsetAtLocal } from './civil.ts';
import { type DateOptions, hasDate, parseDate } from './date.ts';
import { isRelativeDate, relativeDay } from './relative.ts';

const MICROS_PER_DAY = 86_400_000_000;

/** A day as instants in µs: `start` is included, `end` is not. */
export interface DayInstants {
  readonly start: number;
  readonly end: number;
}

/**
 * The day that a written or relative date means; null when it is no date. It starts at midnight in its own place and
 * lasts exactly 24 hours, even when clocks change (TextIt 5.7). A time of day in the text is ignored.
 */
export function dayRange(value: string, env: DateEnv): DayInstants | null {
  const date = relativeOrWritten(value, env);
  if (!date) return null;
  const start = midnightOf(date.day, env.timezone, date.offset);
  return { start, end: start + MICROS_PER_DAY };
}

/** The midnight that begins a day in a time zone, or at an offset (minutes east of UTC). */
export const midnightOf = (day: CivilDate, timezone: string, offset: number | null = null): number =>
  instantAtOffset(day, MIDNIGHT, offset ?? offsetAtLocal(timezone, day, MIDNIGHT));

function relativeOrWritten(value: string, env: DateEnv) {
  if (!isRelativeDate(value)) return parseDate(value, dateOptions(env));
  const day = relativeDay(value, civilAt(env.timezone, env.now));
  return day && { day, offset: null };
}

/** Whether `dayRange` would find a day. */
export const isDay = (value: string, env: DateEnv): boolean =>
  isRelativeDate(value) ? relativeOrWritten(value, env) !== null : hasDate(value, dateOptions(env));

const dateOptions = ({ dateStyle, timezone, now }: DateEnv): DateOptions => ({
  dateStyle,
  timezone,
  now,
  fillTime: false,
});
