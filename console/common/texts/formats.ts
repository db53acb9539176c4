import { useMemo } from 'react';
import { useSession } from '../api/index.ts';
import { useLanguage } from './texts.tsx';
import { wallOf } from './zoned-time.ts';

/** Dollars; what costs less is not worth saying. */
const A_CENT = 0.01;

export const isWorthSaying = (dollars: number): boolean => dollars >= A_CENT;

export interface Formats {
  /** 12431 as `12,431`. */
  number(value: number): string;
  /** An amount of money; in US dollars where no currency is named. */
  money(amount: number, currency?: string): string;
  moment(at: string): string;
  day(at: string): string;
  /** `2026-11` as `Nov 2026`. */
  month(of: string): string;
  /** `3 weeks ago`. */
  ago(at: string): string;
  /** `91 days ago`, by the days of the workspace; below a day as `ago`. */
  daysAgo(at: string): string;
  /** `eng` as `English`. */
  language(code: string): string;
  /** `about 4 minutes`. */
  duration(seconds: number): string;
}

const STEPS = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** Writes numbers and times in the user's language and the workspace's time zone. */
export function useFormats(): Formats {
  const { language } = useLanguage();
  const { me } = useSession();
  const { timezone } = me.workspace;
  return useMemo(() => formatsOf(localeOf(language), timezone), [language, timezone]);
}

/** The locale of the user's country, when the browser names one for the language. */
const localeOf = (language: string): string =>
  navigator.languages.find((name) => name === language || name.startsWith(`${language}-`)) ?? language;

function formatsOf(language: string, timeZone: string): Formats {
  const number = new Intl.NumberFormat(language);
  const languages = new Intl.DisplayNames(language, { type: 'language' });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone });
  const month = new Intl.DateTimeFormat(language, { month: 'short', year: '2-digit', timeZone: 'UTC' });
  const dayNumber = (at: Date) => Date.parse(wallOf(at, timeZone).slice(0, 10)) / 86_400_000;
  const ago = (at: string) => {
    const seconds = (Date.parse(at) - Date.now()) / 1_000;
    const [unit, size] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
    return relative.format(unit === 'second' ? 0 : Math.trunc(seconds / size), unit);
  };
  return {
    number: (value) => number.format(value),
    money: (amount, currency = 'USD') =>
      new Intl.NumberFormat(language, { style: 'currency', currency }).format(amount),
    moment: (at) => moment.format(new Date(at)),
    day: (at) => day.format(new Date(at)),
    month: (of) => month.format(new Date(`${of}-15T00:00:00Z`)),
    ago,
    daysAgo(at) {
      const days = dayNumber(new Date(at)) - dayNumber(new Date());
      return days === 0 ? ago(at) : relative.format(days, 'day');
    },
    language: (code) => languages.of(code) ?? code,
    duration(seconds) {
      const [unit, size] = STEPS.find(([, length]) => seconds >= length) ?? ['second', 1];
      return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(
        Math.max(1, Math.round(seconds / size)),
      );
    },
  };
}
