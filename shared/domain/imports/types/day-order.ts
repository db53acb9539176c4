import type { DateStyle } from '../../../query/values/civil.ts';
import { dayIn, isNoDay, isoOf, type WrittenDay, writtenDay } from '../../cells/written-day.ts';

/** How the workspace writes dates, and the present year, which decides the century of two-digit ones. */
export interface DayEnv {
  readonly dateStyle: DateStyle;
  readonly thisYear: number;
  /** How an earlier import with the same columns wrote them. */
  readonly before?: DateStyle | undefined;
}

/** What was seen of the days of one column, as it can be stored. */
export interface SeenDays {
  /** Cells with a day, whether the calendar has it or not. */
  days: number;
  /** Days that the calendar has in some order. */
  real: number;
  /** Days with a year of four digits that people live in. */
  fullYears: number;
  /** Days that need an order from elsewhere. */
  open: number;
  /** Some of those end with a year of four digits, so none begins with it. */
  openYears: boolean;
  /** The first day and month that show each order, as they stand: `13/04`. */
  readonly proofs: { day_first?: string; month_first?: string };
}

/** What the cells of one column show of the order of day and month. */
export class DayOrder {
  readonly kept: SeenDays;
  readonly #env: DayEnv;

  /** @param kept - what was seen before */
  constructor(env: DayEnv, kept: SeenDays = { days: 0, real: 0, fullYears: 0, open: 0, openYears: false, proofs: {} }) {
    this.#env = env;
    this.kept = kept;
  }

  add(written: WrittenDay): void {
    this.kept.days++;
    const { numbers, order } = written;
    const [a, b, c] = numbers;
    if (isYear(a) || isYear(c)) this.kept.fullYears++;
    const orders = order === null ? (['day_first', 'month_first', 'year_first'] as const) : [order];
    const days = orders.map((one) => dayIn(written, one, this.#env.thisYear));
    if (days.some((day) => day !== null && isYear(String(day.year)))) this.kept.real++;
    if (order !== null) return;
    this.kept.open++;
    if (c.length === 4) this.kept.openYears = true;
    // `24/04/13` may begin with its year where years come first.
    if (c.length === 2 && this.#env.dateStyle === 'year_first' && Number(b) <= 12) return;
    if (Number(a) > 12 && Number(b) <= 12) this.kept.proofs.day_first ??= `${a}/${b}`;
    if (Number(b) > 12 && Number(a) <= 12) this.kept.proofs.month_first ??= `${a}/${b}`;
  }

  /** The order that its cells show, else that of an earlier import; undefined: neither does. */
  get shown(): DateStyle | undefined {
    const { day_first: day, month_first: month } = this.kept.proofs;
    if (day !== undefined && month !== undefined) return undefined;
    return day !== undefined ? 'day_first' : month !== undefined ? 'month_first' : this.#env.before;
  }

  /** The order of its dates: as shown, else the workspace's. Null where that cannot be theirs. */
  get order(): DateStyle | null {
    const { dateStyle } = this.#env;
    if (this.shown !== undefined) return this.shown;
    return dateStyle === 'year_first' && this.kept.openYears ? null : dateStyle;
  }
}

const isYear = (number: string): boolean => number.length === 4 && number > '1799' && number < '2200';

/** A cell of a column of dates: its text as the workspace reads it right, or why it is no day. */
export type ReadDay = (text: string) => { readonly text: string } | 'impossible' | 'unclear';

/** Reads the cells of a column by the order of its dates. What is no day at all stays as it is. */
export const dayReader =
  (order: DateStyle | null, { dateStyle, thisYear }: DayEnv): ReadDay =>
  (text) => {
    const written = writtenDay(text);
    if (written === null) return { text };
    if (isNoDay(written)) return { text: '' };
    const own = written.order ?? order;
    if (own === null) return 'unclear';
    const day = dayIn(written, own, thisYear);
    if (day === null) return 'impossible';
    const reads = written.plain && (written.order !== null || own === dateStyle);
    return { text: reads ? text : isoOf(day, written) };
  };
