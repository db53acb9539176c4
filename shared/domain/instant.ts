/**
 * A point in time as whole microseconds since 1970-01-01T00:00:00Z: TextIt's API shows six digits, and clients page by
 * them (2.1). A number, because it compares, sorts and stores better than text. Safe until the year 2255.
 */
export type Instant = number & { readonly __brand: 'Instant' };

export const MICROS_PER_DAY = 86_400_000_000;

export const instant = (micros: number): Instant => micros as Instant;

/** Every form that TextIt accepts: even a year alone, with or without `-` and `:`, and offsets of hours. */
const ISO =
  /^(\d{4})(?:(?:-(\d{1,2})|(\d{2})(?!$))(?:(?:-(\d{1,2})|(\d{2}))(?:[T ](\d{2})(?::?(\d{2}))?(?::?(\d{1,2})(?:[.,](\d{1,100}))?)?\s*(Z|[+-]\d{2}:?(?:\d{2})?)?)?)?)?$/i;

/** Of those, a date with hours and minutes. */
const DATE_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/** Reads an ISO 8601 date-time; null for anything else. No offset means UTC; digits after the sixth are cut. */
export const parseInstant = (text: string): Instant | null => (DATE_TIME.test(text.trim()) ? parseIso8601(text) : null);

/**
 * Reads an ISO 8601 time in any form that TextIt's API accepts, such as `2015-01-28 18`, `20150128T180000+02`, a date,
 * a month or a year (their beginning). No offset means UTC; null when it is invalid, or there is no such day.
 */
export function parseIso8601(text: string): Instant | null {
  const match = ISO.exec(text.trim());
  if (!match) return null;
  const [, year, month1, month2 = '01', day1, day2 = '01', hour = '00', minute = '00', second = '00'] = match;
  const [fraction = '', offset = 'Z'] = match.slice(9);
  const date = `${year}-${(month1 ?? month2).padStart(2, '0')}-${(day1 ?? day2).padStart(2, '0')}`;
  const local = `${date}T${hour}:${minute}:${second.padStart(2, '0')}`;
  const at = new Date(`${local}Z`);
  // The parser would read 30 February as 2 March.
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 19) !== local) return null;
  const minutesEast = offsetOf(offset);
  if (Math.abs(minutesEast) >= MINUTES_PER_DAY) return null;
  return instant((at.getTime() - minutesEast * 60_000) * 1000 + Number(fraction.slice(0, 6).padEnd(6, '0')));
}

/** When something was said, in any of those forms; null for a day alone, as an opt-out may be on that day. */
export const parseMoment = (text: string): Instant | null => (/[T ]/i.test(text.trim()) ? parseIso8601(text) : null);

const MINUTES_PER_DAY = 24 * 60;

/** Minutes by which a zone is ahead of UTC. */
function offsetOf(text: string): number {
  if (text.toUpperCase() === 'Z') return 0;
  const hours = Number(text.slice(1, 3));
  const minutes = Number(text.slice(3).replace(':', ''));
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** `2026-11-24T08:09:10.123456Z`, without the fraction when it is zero (TextIt 6.1). */
export function formatInstant(at: Instant): string {
  const micros = ((at % 1_000_000) + 1_000_000) % 1_000_000;
  const seconds = new Date((at - micros) / 1000).toISOString().slice(0, 19);
  return micros === 0 ? `${seconds}Z` : `${seconds}.${String(micros).padStart(6, '0')}Z`;
}

/** The same for an optional time. */
export const formatIfAny = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));

/** The UTC calendar day, `2026-11-24`. */
export const dayOf = (at: Instant): string => formatInstant(at).slice(0, 10);

const QUARTER = MICROS_PER_DAY / 96;

/** The quarter of an hour (UTC), `2026-11-24T2215`. The midnights of all time zones begin one. */
export function quarterOf(at: Instant): string {
  const text = formatInstant(instant(Math.floor(at / QUARTER) * QUARTER));
  return `${text.slice(0, 13)}${text.slice(14, 16)}`;
}

/** When a quarter of an hour begins. */
export const instantOfQuarter = (quarter: string): Instant =>
  instant(Date.parse(`${quarter.slice(0, 13)}:${quarter.slice(13)}:00Z`) * 1_000);

/** `at` moved by whole 24-hour days (negative: back). */
export const addDays = (at: Instant, days: number): Instant => instant(at + days * MICROS_PER_DAY);

/**
 * Versions are in the order of their times, even if a later change began earlier: lists and counts rely on it. No two
 * bear the same time, so a time says which version of a contact a snapshot has.
 */
export const laterOf = (before: Instant, now: Instant): Instant => (before < now ? now : instant(before + 1));
