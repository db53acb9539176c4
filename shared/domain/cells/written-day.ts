/** Days as people and programs write them in cells, before the order of their numbers is known. */
import { type CivilDate, type DateStyle, isCivilDate } from '../../query/values/civil.ts';
import { findTime } from '../../query/values/time.ts';

/** The beginnings of the names of months in English, French, Spanish and Portuguese, without accents. */
const BEGINNINGS = [
  ...['jan|ene', 'feb|fev', 'mar', 'apr|avr|abr', 'may|mai', 'jun|juin'],
  ...['jul|juil', 'aug|aou|ago', 'sep|set', 'oct|out', 'nov', 'dec|dic|dez'],
].map((names) => names.split('|'));

/** The longest name has ten letters: `septiembre`. */
const MOST_LETTERS = 10;

/** A month's number by its name or its beginning, from 1; null for another word. */
export function monthOf(word: string): number | null {
  const plain = word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  if (plain.length < 3 || plain.length > MOST_LETTERS) return null;
  const month = BEGINNINGS.findIndex((names) => names.some((name) => plain.startsWith(name)));
  return month < 0 ? null : month + 1;
}

export interface WrittenDay {
  /** The three numbers as they stand; of a named month its number. */
  readonly numbers: readonly [string, string, string];
  /** The order that its own form shows; null: day and month may come in either. */
  readonly order: DateStyle | null;
  /** TextIt's reading of dates (1.9) takes it as it is, if the workspace has its order. */
  readonly plain: boolean;
  readonly clock: string | null;
  readonly zone: string | null;
}

const CLOCK = String.raw`(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?(?: ?[ap]m)?`;
const REST = String.raw`(?:(?:T|,? +)(?<clock>${CLOCK}))? ?(?<zone>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$`;
const form = (day: string): RegExp => new RegExp(`^${day}${REST}`, 'iu');

const YEAR_FIRST = form(String.raw`(?<a>\d{4})(?<mark>[-./])(?<b>\d{1,2})\k<mark>(?<c>\d{1,2})`);
const YEAR_LAST = form(String.raw`(?<a>\d{1,2})(?<mark>[-./])(?<b>\d{1,2})\k<mark>(?<c>\d{4}|\d{2})`);
const DAY_NAMED = form(
  String.raw`(?<a>\d{1,2})(?:st|nd|rd|th|er)?[-. /]+(?:de )?(?<b>\p{L}+)\.?[-. /,]+(?:de )?(?<c>\d{4}|\d{2})`,
);
const MONTH_NAMED = form(String.raw`(?<a>\p{L}+)\.?[- ]+(?<b>\d{1,2})(?:st|nd|rd|th)?,?[- ]+(?<c>\d{4})`);

/** The day in a cell that holds a day, an optional time and zone, and nothing else; null for any other text. */
export function writtenDay(text: string): WrittenDay | null {
  // Most cells of other columns end here.
  if (text.length > 45 || !/\d/.test(text)) return null;
  const found = read(YEAR_FIRST, text, 'year_first') ?? read(YEAR_LAST, text, null);
  if (found !== null) return found;
  return named(read(DAY_NAMED, text, 'day_first'), 1) ?? named(read(MONTH_NAMED, text, 'month_first'), 0);
}

function read(shape: RegExp, text: string, order: DateStyle | null): WrittenDay | null {
  const { a, b, c, mark, clock = null, zone = null } = shape.exec(text)?.groups ?? {};
  if (a === undefined || b === undefined || c === undefined) return null;
  // `1.2.34` is rather a version than a day.
  if (mark === '.' && c.length === 2 && a.length < 4) return null;
  const isIso = order === 'year_first' && mark === '-' && b.length === 2 && c.length === 2;
  const isFull = zone !== null && /T/i.test(text) && !/UTC|GMT| |,|[ap]m/i.test(text);
  return {
    numbers: [a, b, c],
    order,
    plain: (isIso && (zone === null || isFull)) || (order === null && zone === null),
    clock,
    zone,
  };
}

function named(written: WrittenDay | null, at: 0 | 1): WrittenDay | null {
  const month = written && monthOf(written.numbers[at]);
  if (written === null || month === null) return null;
  const [a, b, c] = written.numbers;
  return { ...written, numbers: at === 0 ? [String(month), b, c] : [a, String(month), c] };
}

/** The day in an order; null when the calendar has none. A two-digit year after the present one is of the 1900s. */
export function dayIn({ numbers }: WrittenDay, order: DateStyle, thisYear: number): CivilDate | null {
  const [a, b, c] = numbers;
  const [year, month, day] = {
    day_first: [c, b, a] as const,
    month_first: [c, a, b] as const,
    year_first: [a, b, c] as const,
  }[order];
  if ((year.length !== 2 && year.length !== 4) || month.length > 2 || day.length > 2) return null;
  const century = Number(year) > thisYear % 100 ? 1900 : 2000;
  const date = {
    year: year.length === 2 ? century + Number(year) : Number(year),
    month: Number(month),
    day: Number(day),
  };
  return isCivilDate(date) ? date : null;
}

/** Zeros by which programs write that there is no date. */
export const isNoDay = ({ numbers }: WrittenDay): boolean => numbers.every((number) => Number(number) === 0);

const digits = (value: number, length = 2): string => String(value).padStart(length, '0');

/** The same day, time and zone in the form that is read alike everywhere. */
export function isoOf({ year, month, day }: CivilDate, { clock, zone }: WrittenDay): string {
  const date = `${digits(year, 4)}-${digits(month)}-${digits(day)}`;
  const plainClock = clock?.replace(',', '.') ?? null;
  if (zone === null) return plainClock === null ? date : `${date} ${plainClock}`;
  const { hour, minute, second, micros } = (plainClock === null ? null : findTime(plainClock)) ?? {
    hour: 0,
    minute: 0,
    second: 0,
    micros: 0,
  };
  const time = `${digits(hour)}:${digits(minute)}:${digits(second)}.${digits(micros, 6)}`;
  return `${date}T${time}${/^[a-z]/i.test(zone) ? 'Z' : zone}`;
}
