import { addCivilDays, type CivilDate, civilAt } from '../../query/values/civil.ts';
import { midnightOf } from '../../query/values/range.ts';
import { type Instant, instant, quarterOf } from '../instant.ts';

/** Days or quarters of an hour (UTC) from `from` (included) to `before` (not included); open where one is left out. */
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
  /** They do not overlap, and cover all time. */
  readonly stretches: readonly DaySpan[];
  /** `2026-11`, oldest first; they begin with midnights of the workspace. */
  readonly months: readonly ({ readonly month: string } & DaySpan & Required<Pick<DaySpan, 'from'>>)[];
  /** For each number of days, the workspace's first day that is recent enough, and its midnight, as a sweep decides. */
  readonly deadlines: readonly { readonly days: number; readonly since: string; readonly before: string }[];
}

/** @param days - numbers of days without a sign of life, each to be counted exactly */
export function agesAt(now: Instant, timezone: string, days: readonly number[]): Ages {
  const today = civilAt(timezone, now);
  const midnight = (day: CivilDate): string => quarterOf(instant(midnightOf(day, timezone)));
  const firsts = Array.from({ length: MONTHS }, (_, at) => monthsLater(today, at - MONTHS + 1));
  const months = firsts.map((first) => {
    const next = monthsLater(first, 1);
    const isLast = first.year === today.year && first.month === today.month;
    return { month: dayText(first).slice(0, 7), from: midnight(first), ...(!isLast && { before: midnight(next) }) };
  });
  const deadlines = days.map((each) => {
    const first = addCivilDays(today, -each);
    return { days: each, since: dayText(first), before: midnight(first) };
  });
  const cuts = [...new Set([...months.map(({ from }) => from), ...deadlines.map(({ before }) => before)])].sort();
  const stretches = [undefined, ...cuts].map((from, at) => ({
    ...(from !== undefined && { from }),
    ...(cuts[at] !== undefined && { before: cuts[at] }),
  }));
  return { stretches, months, deadlines };
}

/** Contacts whose last sign of life was before a time at which a span begins. */
export const before = (aged: readonly Aged[], time: string): number =>
  sum(aged.filter(({ stretch }) => stretch.before !== undefined && stretch.before <= time));

/** Contacts whose last sign of life was in a month. */
export const inMonth = (aged: readonly Aged[], { from, before: end }: Ages['months'][number]): number =>
  sum(
    aged.filter(
      ({ stretch }) => stretch.from !== undefined && stretch.from >= from && (end === undefined || stretch.from < end),
    ),
  );

export const sum = (aged: readonly Aged[]): number => aged.reduce((total, { contacts }) => total + contacts, 0);

/** The first day of the month that is so many months later, or earlier when negative. */
function monthsLater({ year, month }: CivilDate, count: number): CivilDate {
  const months = year * 12 + (month - 1) + count;
  return { year: Math.floor(months / 12), month: (months % 12) + 1, day: 1 };
}

const dayText = ({ year, month, day }: CivilDate): string =>
  [String(year).padStart(4, '0'), ...[month, day].map((part) => String(part).padStart(2, '0'))].join('-');
