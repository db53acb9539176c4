import type { Day } from '../../calendar/days.ts';
import { bump, LONGEST_QUIET, WITHIN, type Within } from './counters.ts';
import type { Spell } from './life.ts';

/** What is counted for each number of days quiet, in each month. */
const COLUMNS = [
  // Who became quiet for more than so many days, in the month in which that happened.
  'quiet',
  // Of these, who was seen again later, within so many days or ever, even if withdrawn in between.
  'in30',
  'in90',
  'in365',
  'ever',
  // Of these, whose day is known by now, and who returned by it (`outcomeOf`).
  'known30',
  'known90',
  'known365',
  'back30',
  'back90',
  'back365',
] as const;
type Column = (typeof COLUMNS)[number];

type Month = Readonly<Record<Column, Uint32Array>>;

/** `2026-11` to its numbers, of which place d is for d days quiet. */
export type ReturnTally = Map<string, Month>;

/** Adds a spell, watched until today. */
export function tallySpell(tally: ReturnTally, spell: Spell, today: Day): void {
  const { start, from, to, sightings } = spell;
  let at = 0;
  for (let days = from; days < to && days <= LONGEST_QUIET; days++) {
    const takenOn = start + days + 1;
    const month = monthIn(tally, takenOn);
    bump(month.quiet, days);
    while (at < sightings.length && (sightings[at] ?? 0) < takenOn) at += 1;
    const next = sightings[at];
    if (next !== undefined) bump(month.ever, days);
    for (const within of WITHIN) {
      if (next !== undefined && next < takenOn + within) bump(month[`in${within}`], days);
      const outcome = outcomeOf(spell, days, within, today);
      if (outcome !== null) bump(month[`known${within}`], days);
      if (outcome) bump(month[`back${within}`], days);
    }
  }
}

/** The plain count for people: of so many quiet for more than so many days, how many returned within so many more. */
export function landmark(tally: ReturnTally, days: number, within: Within): { returned: number; cases: number } {
  let returned = 0;
  let cases = 0;
  for (const month of tally.values()) {
    returned += month[`back${within}`][days] ?? 0;
    cases += month[`known${within}`][days] ?? 0;
  }
  return { returned, cases };
}

/** Whom a stage at so many days would have taken, and how many of them wrote again later: what one would regret. */
export interface Taken {
  /** `2026-11`. */
  readonly month: string;
  readonly taken: number;
  readonly wrote_within: Readonly<Record<Within, number>>;
  readonly wrote_ever: number;
}

/** By month, oldest first, without months in which nothing is known. */
export const takenByMonth = (tally: ReturnTally, days: number): Taken[] =>
  [...tally]
    .map(([month, { quiet, in30, in90, in365, ever }]) => ({
      month,
      taken: quiet[days] ?? 0,
      wrote_within: { 30: in30[days] ?? 0, 90: in90[days] ?? 0, 365: in365[days] ?? 0 },
      wrote_ever: ever[days] ?? 0,
    }))
    .sort((a, b) => (a.month < b.month ? -1 : 1));

/** A stage's numbers of all months together. */
export const totalOf = (months: readonly Taken[]): Omit<Taken, 'month'> => ({
  taken: months.reduce((total, { taken }) => total + taken, 0),
  wrote_within: Object.fromEntries(
    WITHIN.map((within) => [within, months.reduce((total, one) => total + one.wrote_within[within], 0)]),
  ) as Taken['wrote_within'],
  wrote_ever: months.reduce((total, { wrote_ever }) => total + wrote_ever, 0),
});

const emptyMonth = (): Month =>
  Object.fromEntries(COLUMNS.map((column) => [column, new Uint32Array(LONGEST_QUIET + 1)])) as Record<
    Column,
    Uint32Array
  >;

const names = new Map<Day, string>();

/** The month of a day. It is asked for very often, so answers are kept. */
function nameOf(day: Day): string {
  const known = names.get(day);
  if (known !== undefined) return known;
  const name = new Date(day * 86_400_000).toISOString().slice(0, 7);
  names.set(day, name);
  return name;
}

function monthIn(tally: ReturnTally, day: Day): Month {
  const name = nameOf(day);
  const known = tally.get(name);
  if (known !== undefined) return known;
  const month = emptyMonth();
  tally.set(name, month);
  return month;
}

/**
 * What a spell that is quiet for so many days says of the time after: whether the person returned within so many days
 * more. Null while that day has not come, and when the person was withdrawn or prompted before it.
 */
export function outcomeOf({ start, to, ends }: Spell, days: number, within: number, today: Day): boolean | null {
  const last = days + within;
  if (start + last > today) return null;
  if (ends === 'returned') return to <= last;
  return (ends === 'withdrawn' || ends === 'prompted') && to < last ? null : false;
}
