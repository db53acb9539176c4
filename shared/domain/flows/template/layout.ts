import { type CivilDate, type ClockTime, offsetAt } from '../../../query/values/civil.ts';
import type { DateStyle } from '../../workspace.ts';
import { civilOf, digits, offsetName, weekdayOf } from './dates.ts';
import { EvaluationError } from './error.ts';
import type { DateTime } from './value.ts';

/** The names of months and days of the week, Sunday first, in a language. */
interface CalendarNames {
  readonly months: readonly string[];
  readonly shortMonths: readonly string[];
  readonly days: readonly string[];
  readonly shortDays: readonly string[];
}

const known = new Map<string, CalendarNames>();

/** How a workspace writes a date. */
export const DATE_LAYOUTS: Readonly<Record<DateStyle, string>> = {
  day_first: 'DD-MM-YYYY',
  month_first: 'MM-DD-YYYY',
  year_first: 'YYYY-MM-DD',
};
export const TIME_LAYOUT = 'tt:mm';

/** A run of one letter is one part of a layout; everything else is literal. */
const PART = /([A-Za-z])\1*|[^A-Za-z]+/gu;

type Moment = CivilDate & ClockTime & { readonly offset: number };

const twelve = (hour: number): number => (hour % 12 === 0 ? 12 : hour % 12);
const half = (hour: number): string => (hour < 12 ? 'am' : 'pm');

/** TextIt's layout letters: `t` is the hour of 24, `h` of 12, `m` minutes, `M` months, `f` fractions of a second. */
const PARTS: ReadonlyMap<string, (moment: Moment, names: CalendarNames) => string> = new Map([
  ['YY', ({ year }) => digits(year % 100)],
  ['YYYY', ({ year }) => digits(year, 4)],
  ['M', ({ month }) => String(month)],
  ['MM', ({ month }) => digits(month)],
  ['MMM', ({ month }, { shortMonths }) => shortMonths[month - 1] ?? ''],
  ['MMMM', ({ month }, { months }) => months[month - 1] ?? ''],
  ['D', ({ day }) => String(day)],
  ['DD', ({ day }) => digits(day)],
  ['EEE', (moment, { shortDays }) => shortDays[weekdayOf(moment)] ?? ''],
  ['EEEE', (moment, { days }) => days[weekdayOf(moment)] ?? ''],
  ['h', ({ hour }) => String(twelve(hour))],
  ['hh', ({ hour }) => digits(twelve(hour))],
  ['t', ({ hour }) => String(hour)],
  ['tt', ({ hour }) => digits(hour)],
  ['m', ({ minute }) => String(minute)],
  ['mm', ({ minute }) => digits(minute)],
  ['s', ({ second }) => String(second)],
  ['ss', ({ second }) => digits(second)],
  ['fff', ({ micros }) => digits(micros, 6).slice(0, 3)],
  ['ffffff', ({ micros }) => digits(micros, 6)],
  ['fffffffff', ({ micros }) => `${digits(micros, 6)}000`],
  ['aa', ({ hour }) => half(hour)],
  ['AA', ({ hour }) => half(hour).toUpperCase()],
  ['Z', ({ offset }) => (offset === 0 ? 'Z' : offsetName(offset))],
  ['ZZZ', ({ offset }) => offsetName(offset)],
]);

/** Formats a moment by a layout (`DD-MM-YYYY tt:mm`); throws at unknown letters, except `T` before the time. */
export function formatLayout(moment: Moment, layout: string, language: string | null): string {
  const names = calendarNamesIn(language);
  return partsOf(layout)
    .map((part) => PARTS.get(part)?.(moment, names) ?? part)
    .join('');
}

export const formatMoment = (value: DateTime, layout: string, language: string | null): string =>
  formatLayout({ ...civilOf(value), offset: offsetAt(value.zone, value.at) }, layout, language);

function partsOf(layout: string): readonly string[] {
  const parts = layout.match(PART) ?? [];
  const unknown = parts.find((part) => /^[A-Za-z]/u.test(part) && part !== 'T' && !PARTS.has(part));
  if (unknown !== undefined) throw new EvaluationError(`'${unknown}' is not valid in a datetime formatting layout`);
  return parts;
}

/** What each part matches when a text is parsed by a layout. */
const READABLE: Readonly<Record<string, string>> = {
  YY: '(?<year>\\d{2})',
  YYYY: '(?<year>\\d{4})',
  M: '(?<month>\\d{1,2})',
  MM: '(?<month>\\d{2})',
  D: '(?<day>\\d{1,2})',
  DD: '(?<day>\\d{2})',
  h: '(?<hour>\\d{1,2})',
  hh: '(?<hour>\\d{2})',
  t: '(?<hour>\\d{1,2})',
  tt: '(?<hour>\\d{2})',
  m: '(?<minute>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  s: '(?<second>\\d{1,2})',
  ss: '(?<second>\\d{2})',
  fff: '(?<fraction>\\d{3})',
  ffffff: '(?<fraction>\\d{6})',
  fffffffff: '(?<fraction>\\d{9})',
  aa: '(?<half>am|pm)',
  AA: '(?<half>am|pm)',
  Z: '(?<offset>Z|[+-]\\d{2}:\\d{2})',
  ZZZ: '(?<offset>[+-]\\d{2}:\\d{2})',
};

/** Seconds may have a fraction of which the layout says nothing. */
const FRACTION = '(?:[.,](?<fraction>\\d+))?';

/** Parses a text by a layout, part by part; null when it does not follow it. */
export function readLayout(text: string, layout: string): Readonly<Record<string, string | undefined>> | null {
  const parts = partsOf(layout);
  const unsaid = parts.some((part) => part.startsWith('f')) ? '' : FRACTION;
  const patterns = parts.map((part) => {
    const pattern = READABLE[part] ?? part.replace(/[\\^$.*+?()[\]{}|]/gu, '\\$&');
    return part === 's' || part === 'ss' ? pattern + unsaid : pattern;
  });
  const names = patterns.map((pattern) => /^\(\?<(\w+)>/u.exec(pattern)?.[1]).filter((name) => name !== undefined);
  if (new Set(names).size < names.length) throw new EvaluationError(`'${layout}' says the same part twice`);
  return new RegExp(`^\\s*${patterns.join('')}\\s*$`, 'iu').exec(text)?.groups ?? null;
}

/** The names in a language (ISO 639-3), from Unicode's CLDR; in English when it is null or unknown. */
function calendarNamesIn(language: string | null): CalendarNames {
  const code = language !== null && isKnown(language) ? language.toLowerCase() : 'eng';
  const names = known.get(code) ?? namesOf(code);
  known.set(code, names);
  return names;
}

const isKnown = (language: string): boolean =>
  /^[a-z]{3}$/i.test(language) && Intl.DateTimeFormat.supportedLocalesOf(language).length > 0;

function namesOf(code: string): CalendarNames {
  // Some languages have another calendar by default.
  const locale = `${code}-u-ca-gregory`;
  const months = (month: 'long' | 'short') => named(12, (at) => Date.UTC(2023, at, 15), locale, { month });
  // 1 January 2023 was a Sunday.
  const days = (weekday: 'long' | 'short') => named(7, (at) => Date.UTC(2023, 0, at + 1), locale, { weekday });
  return { months: months('long'), shortMonths: months('short'), days: days('long'), shortDays: days('short') };
}

function named(
  count: number,
  timeOf: (at: number) => number,
  locale: string,
  part: Intl.DateTimeFormatOptions,
): readonly string[] {
  const format = new Intl.DateTimeFormat(locale, { ...part, timeZone: 'UTC' });
  return Array.from({ length: count }, (_, at) => format.format(timeOf(at)));
}
