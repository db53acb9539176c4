import {
  type CivilDate,
  type ClockTime,
  civilAt,
  type DateStyle,
  instantAtOffset,
  isCivilDate,
  MIDNIGHT,
  offsetAtLocal,
} from './civil.ts';
import { findTime, microsOf } from './time.ts';

export interface DateOptions {
  readonly dateStyle: DateStyle;
  /** IANA name. */
  readonly timezone: string;
  /** The present in µs since 1970. It decides the century of two-digit years, and completes a date without a time. */
  readonly now: number;
  /** What completes a date without a time: the present time of day (true, for field values) or midnight (false). */
  readonly fillTime: boolean;
}

interface ParsedDate {
  /** µs since 1970. */
  readonly at: number;
  /** ISO 8601 with six fractional digits, in the offset of the text: `2020-06-26T05:31:06.123456-07:00`. */
  readonly iso: string;
  /** The calendar day in the text's own place. */
  readonly day: CivilDate;
  /** Minutes east of UTC when the text has an offset; null when it is in `timezone`. */
  readonly offset: number | null;
}

/** What a text says, before it is placed in a time zone. */
interface WrittenDate {
  readonly day: CivilDate;
  readonly time: ClockTime | null;
  readonly offset: number | null;
}

const FULL_ISO = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(Z|[+-]\d{2}(?::?\d{2})?)$/;
const LEADING_ISO = /^(\d{4})-(\d{2})-(\d{2})(?!\d)/;

const THREE_NUMBERS = /(?<![\p{L}\p{N}_])(\d{1,4})[-.\\/_ ](\d{1,2})[-.\\/_ ](\d{1,4})(?![\p{L}\p{N}_])/gu;

/** Finds a date and maybe a time (TextIt 1.9): ISO, a leading `YYYY-MM-DD`, or the first in the local order. */
export function parseDate(text: string, options: DateOptions): ParsedDate | null {
  const written = readDate(text, options);
  if (!written) return null;
  const { day, offset } = written;
  const time = written.time ?? (options.fillTime ? civilAt(options.timezone, options.now) : MIDNIGHT);
  const place = offset ?? offsetAtLocal(options.timezone, day, time);
  return { at: instantAtOffset(day, time, place), iso: isoText(day, time, place), day, offset };
}

/** Whether `parseDate` would find a date. Much cheaper, because it needs no time zone. */
export const hasDate = (text: string, options: DateOptions): boolean => readDate(text, options) !== null;

function readDate(text: string, options: DateOptions): WrittenDate | null {
  const trimmed = text.trim();
  return fullIso(trimmed) ?? leadingIso(trimmed) ?? dateAnywhere(trimmed, options);
}

function fullIso(text: string): WrittenDate | null {
  const match = FULL_ISO.exec(text);
  if (!match) return null;
  const [, year = '', month = '', date = '', hour, minute, second = '0', fraction = '', offset = 'Z'] = match;
  const day = civilDate(year, month, date);
  const time = { hour: Number(hour), minute: Number(minute), second: Number(second), micros: microsOf(fraction) };
  if (!isCivilDate(day) || time.hour > 23 || time.minute > 59 || time.second > 59) return null;
  return { day, time, offset: offsetMinutes(offset) };
}

function leadingIso(text: string): WrittenDate | null {
  const match = LEADING_ISO.exec(text);
  if (!match) return null;
  const [found, year = '', month = '', date = ''] = match;
  const day = civilDate(year, month, date);
  return isCivilDate(day) ? { day, time: findTime(text.slice(found.length)), offset: null } : null;
}

/** An impossible date may overlap a possible one (`10:30 27-01-2020`): search on from one character later. */
function dateAnywhere(text: string, options: DateOptions): WrittenDate | null {
  THREE_NUMBERS.lastIndex = 0;
  for (let match = THREE_NUMBERS.exec(text); match; match = THREE_NUMBERS.exec(text)) {
    const [found, first = '', second = '', third = ''] = match;
    const day = inOrder(first, second, third, options);
    if (day !== null) return { day, time: findTime(text.slice(match.index + found.length)), offset: null };
    THREE_NUMBERS.lastIndex = match.index + 1;
  }
  return null;
}

/** The day of three numbers in the workspace's order, or null. A year has two or four digits. */
function inOrder(first: string, second: string, third: string, options: DateOptions): CivilDate | null {
  const [year, month, day] = {
    day_first: [third, second, first] as const,
    month_first: [third, first, second] as const,
    year_first: [first, second, third] as const,
  }[options.dateStyle];
  if ((year.length !== 2 && year.length !== 4) || month.length > 2 || day.length > 2) return null;
  const date = civilDate(fullYear(year, options), month, day);
  return isCivilDate(date) ? date : null;
}

const civilDate = (year: string, month: string, day: string): CivilDate => ({
  year: Number(year),
  month: Number(month),
  day: Number(day),
});

/** A two-digit year later than the present one belongs to the 1900s (TextIt 1.9 rule 3). */
function fullYear(year: string, { timezone, now }: DateOptions): string {
  if (year.length === 4) return year;
  return Number(year) > civilAt(timezone, now).year % 100 ? `19${year}` : `20${year}`;
}

function offsetMinutes(offset: string): number {
  if (offset === 'Z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3).replace(':', ''));
  return offset.startsWith('-') ? -minutes : minutes;
}

function isoText({ year, month, day }: CivilDate, time: ClockTime, offset: number): string {
  const date = `${digits(year, 4)}-${digits(month)}-${digits(day)}`;
  const clock = `${digits(time.hour)}:${digits(time.minute)}:${digits(time.second)}.${digits(time.micros, 6)}`;
  if (offset === 0) return `${date}T${clock}Z`;
  const east = Math.abs(offset);
  return `${date}T${clock}${offset < 0 ? '-' : '+'}${digits(Math.floor(east / 60))}:${digits(Math.floor(east % 60))}`;
}

const digits = (value: number, length = 2): string => String(value).padStart(length, '0');
