/** Whole days of a workspace's calendar, as numbers. */
import { addCivilDays, type CivilDate, civilAt } from '../../query/values/civil.ts';
import { midnightOf } from '../../query/values/range.ts';
import { type Instant, instant } from '../instant.ts';

/** A day on the calendar of a workspace: how many days after 1 January 1970. */
export type Day = number;

const EPOCH: CivilDate = { year: 1970, month: 1, day: 1 };
const MILLIS = 86_400_000;

/** When a day begins in a time zone. */
export const dayBegins = (day: Day, timezone: string): Instant =>
  instant(midnightOf(addCivilDays(EPOCH, day), timezone));

/** The day in which a time lies, so that it is never before the day's beginning nor at the next one's. */
export function localDay(timezone: string, at: Instant): Day {
  const { year, month, day } = civilAt(timezone, at);
  let found = Date.UTC(year, month - 1, day) / MILLIS;
  // Where clocks are set forward at midnight, the day may begin an hour before: searches count it so, too.
  while (at < dayBegins(found, timezone)) found--;
  while (at >= dayBegins(found + 1, timezone)) found++;
  return found;
}

/** `2026-11-24`. */
export const dayText = (day: Day): string => new Date(day * MILLIS).toISOString().slice(0, 10);

/** Reads `2026-11-24`; null for anything else, and for a day that does not exist. */
export function parseDay(text: string): Day | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  const day = Date.parse(`${text}T00:00:00Z`) / MILLIS;
  return Number.isNaN(day) || dayText(day) !== text ? null : day;
}

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** 1 January 1970 was a Thursday. */
const weekdayOfDay = (day: Day): Weekday => WEEKDAYS[(((day + 3) % 7) + 7) % 7] ?? 'monday';

interface Working {
  readonly weekdays: readonly Weekday[];
  readonly daysOff: readonly string[];
}

/** Whether a policy with these rules works on a day: neither a day off nor another weekday. */
export const worksOn = ({ weekdays, daysOff }: Working, day: Day): boolean =>
  (weekdays.length === 0 || weekdays.includes(weekdayOfDay(day))) && !daysOff.includes(dayText(day));

/** The day of the night after next, so that a looser version is seen once before it acts. */
export function nightAfterNext(rules: Working & { readonly hour: number }, timezone: string, now: Instant): Day {
  const isOver = civilAt(timezone, now).hour >= rules.hour;
  let day = localDay(timezone, now) + (isOver ? 1 : 0);
  while (!worksOn(rules, day)) day++;
  do day++;
  while (!worksOn(rules, day));
  return day;
}
