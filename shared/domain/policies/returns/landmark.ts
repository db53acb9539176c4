import type { Day } from '../days.ts';
import type { Spell } from './life.ts';

/** Whether a spell is quiet for more than so many days, and was watched when it became so. */
export const isQuiet = ({ from, to }: Spell, days: number): boolean => from <= days && days < to;

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
