/** Stretches of time by clocks other than the last sign of life, in the same form, so that they are counted alike. */
import type { Day } from '../days.ts';
import { daysSeen, type Life, type Sign, type Spell } from './life.ts';

type OutOfActive = NonNullable<Sign['as']>;

/** How long a person was in a status, each time. A change of status ends it; signs of life alone do not. */
export function statusSpells({ watchedFrom, signs }: Life, status: OutOfActive, today: Day): Spell[] {
  const known = signs.filter(({ day }) => day <= today);
  const sightings = daysSeen(known);
  const spells: Spell[] = [];
  let start: Day | null = null;
  const end = (day: Day, ends: Spell['ends']) => {
    if (start === null) return;
    const [from, to] = [Math.max(0, watchedFrom - start), day - start];
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
    const [from, to] = [Math.max(entered, start) - start, day - start];
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
