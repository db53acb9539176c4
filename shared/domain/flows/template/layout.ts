import { type CivilDate, type ClockTime, offsetAt } from '../../../query/values/civil.ts';
import { civilOf, digits, offsetName, weekdayOf } from '../../template-values/dates.ts';
import { EvaluationError } from '../../template-values/error.ts';
import type { DateTime } from '../../template-values/value.ts';
import type { DateStyle } from '../../workspace.ts';

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

/** What a layout is of, with the letters that its parts may begin with. */
const LETTERS = { date: /^[YMDE]/, time: /^[thmsfaA]/, datetime: /^[YMDEthmsfaAZ]/ } as const;
export type LayoutKind = keyof typeof LETTERS;

/** A run of one letter is one part of a layout, and so is each sign. */
const PART = /([A-Za-z])\1*|./gsu;
/** What stands for itself; any other sign is an error. */
const LITERAL = /^[ T:,._/-]$/;

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

/** Formats a moment by a layout (`DD-MM-YYYY tt:mm`); throws at letters and signs that it does not know. */
export function formatLayout(moment: Moment, layout: string, kind: LayoutKind, language: string | null): string {
  const names = calendarNamesIn(language);
  return partsOf(layout, kind)
    .map((part) => PARTS.get(part)?.(moment, names) ?? part)
    .join('');
}

export const formatMoment = (value: DateTime, layout: string, language: string | null): string =>
  formatLayout({ ...civilOf(value), offset: offsetAt(value.zone, value.at) }, layout, 'datetime', language);

function partsOf(layout: string, kind: LayoutKind): readonly string[] {
  const parts = layout.match(PART) ?? [];
  const unknown = parts.find((part) => !LITERAL.test(part) && !(LETTERS[kind].test(part) && PARTS.has(part)));
  if (unknown !== undefined) throw new EvaluationError(`'${unknown}' is not valid in a ${kind} formatting layout`);
  return parts;
}

/** What each part says when a text is parsed by a layout, and how it is written; an hour of `h` is one of 12. */
const READABLE: Readonly<Record<string, readonly [said: string, written: RegExp]>> = {
  YY: ['year', /\d{2}/y],
  YYYY: ['year', /\d{4}/y],
  M: ['month', /\d{1,2}/y],
  MM: ['month', /\d{2}/y],
  D: ['day', /\d{1,2}/y],
  DD: ['day', /\d{2}/y],
  h: ['hour', /(?:1[0-2]|0?\d)(?!\d)/y],
  hh: ['hour', /1[0-2]|0\d/y],
  t: ['hour', /\d{1,2}/y],
  tt: ['hour', /\d{2}/y],
  m: ['minute', /\d{1,2}/y],
  mm: ['minute', /\d{2}/y],
  s: ['second', /\d{1,2}/y],
  ss: ['second', /\d{2}/y],
  fff: ['fraction', /\d{3}/y],
  ffffff: ['fraction', /\d{6}/y],
  fffffffff: ['fraction', /\d{9}/y],
  aa: ['half', /am|pm/y],
  AA: ['half', /AM|PM/y],
  Z: ['offset', /Z|[+-]\d{2}:\d{2}/y],
  ZZZ: ['offset', /[+-]\d{2}:\d{2}/y],
};

/** Seconds may have a fraction of which the layout says nothing. */
const FRACTION = /[.,](\d+)/y;

/** Parses a text by a layout, part by part; null when it does not follow it. Of what is said twice the last counts. */
export function readLayout(
  text: string,
  layout: string,
  kind: LayoutKind,
): Readonly<Record<string, string | undefined>> | null {
  const parts = partsOf(layout, kind);
  const unsaid = !parts.some((part) => part.startsWith('f'));
  const said: Record<string, string | undefined> = {};
  let at = 0;
  for (const part of parts) {
    const [name, written] = READABLE[part] ?? [null, null];
    const found = written === null ? text.startsWith(part, at) && part : matchAt(written, text, at)?.[0];
    if (typeof found !== 'string') return null;
    at += found.length;
    if (name === null) continue;
    said[name] = found;
    const fraction = name === 'second' && unsaid ? matchAt(FRACTION, text, at) : null;
    if (fraction !== null) said['fraction'] = fraction[1];
    at += fraction?.[0].length ?? 0;
  }
  return at === text.length ? said : null;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
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
