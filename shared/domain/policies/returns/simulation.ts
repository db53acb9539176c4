/** A draft policy, played over lives: whom its stages would have taken, and who would have been missed. */

import type { Day } from '../../calendar/days.ts';
import { LONGEST_QUIET } from './counters.ts';
import { daysSeen, type Life, type Sign, type Spell, spellsOf } from './life.ts';
import { experienceOf, returnColumns } from './report.ts';
import { type ReturnTally, type Taken, takenByMonth, tallySpell, totalOf } from './tally.ts';

type OutOfActive = NonNullable<Sign['as']>;

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
  readonly months: Taken[];
  /** People who had been quiet for longer when they came here: when they would have been taken is not known. */
  readonly unknown: number;
  /** Null where nobody is known to be taken, while it is unknown of some, or nobody is known for so long. */
  readonly total: Omit<Taken, 'month'> | null;
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
  const unwatched = played.map(unwatchedDays);
  const known = today - played.reduce((first, { life }) => Math.min(first, knownFrom(life)), today);
  const trialOf = (one: number): Trial => {
    const months = monthsOf(tally, one);
    const unknown = unwatched.filter((before) => before > one).length;
    const isKnown = months.length > 0 || (unknown === 0 && known > one);
    return { days: one, months, unknown, total: isKnown ? totalOf(months) : null };
  };
  const tried = [...new Set([...TRIED, ...days.filter((one) => one <= LONGEST_QUIET)])].sort((a, b) => a - b);
  return {
    trials: tried.map(trialOf),
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

/** The first day of which anything is known. */
const knownFrom = ({ watchedFrom, createdOn, signs: [first] }: Life): Day =>
  Math.min(watchedFrom, createdOn ?? watchedFrom, first?.day ?? watchedFrom);

/** Days of the clock that had passed when a person came here with an earlier past; 0 for anybody else. */
function unwatchedDays({ life: { createdOn, watchedFrom, signs }, clock }: Played): number {
  // Somebody who was here before the first day that is known: nothing of what is shown is missing.
  if (createdOn === null) return 0;
  const before = startsOf(signs, clock, createdOn).filter((day) => day < watchedFrom);
  return before.length === 0 ? 0 : watchedFrom - Math.max(...before);
}

function startsOf(signs: Life['signs'], clock: PersonClock, createdOn: Day): readonly Day[] {
  if (clock.type === 'last_seen') return [createdOn, ...daysSeen(signs)];
  if (clock.type === 'day') return clock.day === null ? [] : [clock.day];
  return signs.flatMap(({ day, as }) => (as === clock.status ? day : []));
}

const monthsOf = (tally: ReturnTally, days: number): Taken[] =>
  takenByMonth(tally, days).filter(({ taken }) => taken > 0);

const sum = (numbers: Float64Array): number => numbers.reduce((total, one) => total + one, 0);

/** How long a person was in a status, each time. A change of status ends it; signs of life alone do not. */
export function statusSpells({ watchedFrom, signs }: Life, status: OutOfActive, today: Day): Spell[] {
  const known = signs.filter(({ day }) => day <= today);
  const sightings = daysSeen(known);
  const spells: Spell[] = [];
  let start: Day | null = null;
  const end = (day: Day, ends: Spell['ends']) => {
    if (start === null) return;
    const from = Math.max(0, watchedFrom - start);
    const to = day - start;
    if (to > from) spells.push({ start, from, to, ends, sightings });
    start = null;
  };
  for (const { day, is, as } of known) {
    if (is !== 'withdrawn' && is !== 'restored') continue;
    end(day, 'withdrawn');
    if (as === status) start = day;
  }
  end(today, 'open');
  return spells;
}

/** How long a person was active after a day that stands in a field, or on which the contact was created. */
export function daySpells({ watchedFrom, signs }: Life, start: Day, today: Day): Spell[] {
  const known = signs.filter(({ day }) => day <= today);
  const sightings = daysSeen(known);
  const spells: Spell[] = [];
  let entered: Day | null = watchedFrom;
  const end = (day: Day, ends: Spell['ends']) => {
    if (entered === null) return;
    const from = Math.max(entered, start) - start;
    const to = day - start;
    if (to > from) spells.push({ start, from, to, ends, sightings });
    entered = null;
  };
  for (const { day, is } of known) {
    if (is === 'withdrawn') end(day, 'withdrawn');
    if (is === 'restored') entered ??= day;
  }
  end(today, 'open');
  return spells;
}
