/** A draft policy, played over lives: whom its stages would have taken, and who would have been missed. */

import type { Day } from '../days.ts';
import { daySpells, statusSpells } from './clock-spells.ts';
import { LONGEST_QUIET } from './counters.ts';
import { type Life, type Spell, spellsOf } from './life.ts';
import { experienceOf, returnColumns } from './report.ts';
import { type ReturnTally, type Taken, takenByMonth, tallySpell } from './tally.ts';

/** By what the first days of a stage are counted, for one person. */
type PersonClock =
  | { readonly type: 'last_seen' }
  | { readonly type: 'status'; readonly status: 'archived' | 'stopped' | 'blocked' }
  /** A day that stands in a field, or that of the creation; null for a person who has none. */
  | { readonly type: 'day'; readonly day: Day | null };

export interface Played {
  readonly life: Life;
  readonly clock: PersonClock;
}

/** Numbers of days between which a slider moves; a policy's own are tried too. */
const TRIED = [7, 14, 21, 30, 45, 60, 75, 90, 105, 120, 150, 180, 210, 240, 270, 300, 365, 450, 540, 720];

interface Trial {
  readonly days: number;
  readonly months: readonly Taken[];
}

/**
 * Plays lives up to today. `days` are those of the policy's stages, from the clock to when each takes a person. Regret
 * counts everybody who was seen later, because what a stage does to a person did not happen then.
 */
export function playLives(played: readonly Played[], days: readonly number[], today: Day) {
  const tally: ReturnTally = new Map();
  for (const { life, clock } of played)
    for (const spell of clockSpells(life, clock, today)) tallySpell(tally, spell, today);
  const experience = experienceOf(
    played.map(({ life }) => life),
    today,
  );
  const tried = [...new Set([...TRIED, ...days.filter((one) => one <= LONGEST_QUIET)])].sort((a, b) => a - b);
  return {
    trials: tried.map((one): Trial => ({ days: one, months: monthsOf(tally, one) })),
    returns: returnColumns(experience.seen),
    prompted: sum(experience.seen.counters.prompted),
    neverSeen: {
      open: sum(experience.neverSeen.counters.open),
      wrote: sum(experience.neverSeen.counters.returned) + sum(experience.neverSeen.counters.prompted),
    },
  };
}

/** As a night decides: a person who was never seen is quiet since the creation. */
function clockSpells(life: Life, clock: PersonClock, today: Day): readonly Spell[] {
  if (clock.type === 'status') return statusSpells(life, clock.status, today);
  if (clock.type === 'day') return clock.day === null ? [] : daySpells(life, clock.day, today);
  const { seen, neverSeen } = spellsOf(life, today);
  return [...seen, ...neverSeen];
}

const monthsOf = (tally: ReturnTally, days: number): readonly Taken[] =>
  takenByMonth(tally, days).filter(({ taken }) => taken > 0);

const sum = (numbers: Float64Array): number => numbers.reduce((total, one) => total + one, 0);
