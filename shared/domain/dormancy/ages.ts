import { dayOf, type Instant } from '../instant.ts';
import { dormancyDeadline } from './deadline.ts';

/** Calendar days (UTC) from `from` (included) to `before` (not included); open where one is left out. */
export interface DaySpan {
  readonly from?: string;
  readonly before?: string;
}

/** Active contacts whose last sign of life was in a span, and how many of them are flagged dormant. */
export interface Aged {
  readonly stretch: DaySpan;
  readonly contacts: number;
}

/** Months shown one by one; everything older is one number. */
export const MONTHS = 24;

/** The spans to count, so that months and numbers of days are sums of them. */
interface Ages {
  /** They do not overlap, and cover all days. */
  readonly stretches: readonly DaySpan[];
  /** `2026-11`, oldest first. */
  readonly months: readonly string[];
  /** For each number of days, the first day that is recent enough, as a sweep decides. */
  readonly deadlines: readonly { readonly days: number; readonly since: string }[];
}

/** @param days - numbers of days without a sign of life, each to be counted exactly */
export function agesAt(now: Instant, timezone: string, days: readonly number[]): Ages {
  const months = lastMonths(now);
  const deadlines = days.map((each) => ({ days: each, since: dayOf(dormancyDeadline(now, each, timezone)) }));
  const cuts = [...new Set([...months.map((month) => `${month}-01`), ...deadlines.map(({ since }) => since)])].sort();
  const stretches = [undefined, ...cuts].map((from, at) => ({
    ...(from !== undefined && { from }),
    ...(cuts[at] !== undefined && { before: cuts[at] }),
  }));
  return { stretches, months, deadlines };
}

/** Contacts whose last sign of life was before a day; a span must begin on that day. */
export const before = (aged: readonly Aged[], day: string): number =>
  sum(aged.filter(({ stretch }) => stretch.before !== undefined && stretch.before <= day));

/** Contacts whose last sign of life was in a month. */
export const inMonth = (aged: readonly Aged[], month: string): number =>
  sum(aged.filter(({ stretch }) => stretch.from?.startsWith(month)));

export const sum = (aged: readonly Aged[]): number => aged.reduce((total, { contacts }) => total + contacts, 0);

/** The months up to a time, by UTC days as in the folder index. */
function lastMonths(now: Instant): string[] {
  const [year = 0, month = 0] = dayOf(now).split('-').map(Number);
  return Array.from({ length: MONTHS }, (_, at) => {
    const months = year * 12 + (month - 1) - (MONTHS - 1 - at);
    return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`;
  });
}
