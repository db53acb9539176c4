import type { Spell } from './life.ts';

/** The longest number of days quiet that is told, and the longest time after it in which a return is looked for. */
export const LONGEST_QUIET = 720;
export const WITHIN = [30, 90, 365] as const;
export type Within = (typeof WITHIN)[number];

/** Days of age are counted one by one up to here; everything older is one number, in the last place. */
export const OLDEST = LONGEST_QUIET + 365;
const PLACES = OLDEST + 2;

/** How many spells ended or began at each age in days; place 0 is empty, the last place holds all older ones. */
export interface Counters {
  /** Returns of people whom nobody asked. */
  readonly returned: Float64Array;
  /** Returns in answer to a notice: the watch ends, as with a withdrawal. */
  readonly prompted: Float64Array;
  readonly withdrawn: Float64Array;
  /** Spells that are open today, which is what the folder index shows. */
  readonly open: Float64Array;
  /** Late entries, by the age at which the watch began. */
  readonly late: Float64Array;
}

const COUNTED = ['returned', 'prompted', 'withdrawn', 'open', 'late'] as const;

export const emptyCounters = (): Counters =>
  Object.fromEntries(COUNTED.map((name) => [name, new Float64Array(PLACES)])) as unknown as Counters;

const place = (age: number): number => Math.min(age, OLDEST + 1);

export function count(counters: Counters, { from, to, ends }: Pick<Spell, 'from' | 'to' | 'ends'>): void {
  bump(counters[ends], place(to));
  if (from > 0) bump(counters.late, place(from));
}

/** How many were watched at each age: n(d), the spells that ended at d or later, without those that entered at it. */
export function atRisk(counters: Counters): Float64Array {
  const n = new Float64Array(PLACES);
  let watched = 0;
  const { late, ...ends } = counters;
  for (let age = PLACES - 1; age > 0; age--) {
    for (const numbers of Object.values(ends)) watched += numberAt(numbers, age);
    watched -= numberAt(late, age);
    n[age] = watched;
  }
  return n;
}

export const numberAt = (numbers: Float64Array | Uint32Array, index: number): number => numbers[index] ?? 0;

export function bump(numbers: Float64Array | Uint32Array, index: number): void {
  numbers[index] = numberAt(numbers, index) + 1;
}
