/** The names of months and days of the week, Sunday first, in a language. */
export interface CalendarNames {
  readonly months: readonly string[];
  readonly shortMonths: readonly string[];
  readonly days: readonly string[];
  readonly shortDays: readonly string[];
}

const known = new Map<string, CalendarNames>();

/** The names in a language (ISO 639-3), from Unicode's CLDR; in English when it is null or unknown. */
export function calendarNamesIn(language: string | null): CalendarNames {
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
