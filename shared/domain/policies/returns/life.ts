import type { Day } from '../../calendar/days.ts';

/**
 * One thing that history knows of a person, by day.
 * - `seen`: a sign of life. A STOP is none: it is a withdrawal only.
 * - `withdrawn`: the person left the active contacts (opted out, was blocked, archived or deleted).
 * - `restored`: the person is active again.
 * - `prompted`: we asked the person to write, by a notice.
 */
export interface Sign {
  readonly day: Day;
  readonly is: 'seen' | 'withdrawn' | 'restored' | 'prompted';
  /** The status of a person who withdrew; left out where it is unknown. */
  readonly as?: 'archived' | 'stopped' | 'blocked';
}

/** What history knows of one person. */
export interface Life {
  /** The first day of which history would know a sign of life: its own first day, or that of the contact's creation. */
  readonly watchedFrom: Day;
  /** When the contact was created; null when it may have been seen before the watch began. */
  readonly createdOn: Day | null;
  /** In the order of time, also within a day. */
  readonly signs: readonly Sign[];
}

/** Days without a sign of life: from a sighting, or from the creation of a contact that was never seen. */
export interface Spell {
  readonly start: Day;
  /** Days after the start from which the spell was watched; above 0 for a late entry. */
  readonly from: number;
  /** Days after the start at which the watch ended, above `from`. */
  readonly to: number;
  /** `prompted`: the person wrote again within `PROMPT_DAYS` after a notice. `open`: the watch ends today. */
  readonly ends: 'returned' | 'prompted' | 'withdrawn' | 'open';
  /** All days on which the person was seen, in order, even while withdrawn. */
  readonly sightings: readonly Day[];
}

/** A return so many days after a notice, or earlier, is counted as its answer. */
const PROMPT_DAYS = 14;

/** Spells of people who had been seen, and apart from them those of people who never had. */
export interface Spells {
  readonly seen: readonly Spell[];
  readonly neverSeen: readonly Spell[];
}

/**
 * The spells of a life, as known on `today`, whose own signs are the last that count. A late message splits a gap,
 * because signs are in the order of their own time and not of their arrival.
 */
export function spellsOf({ watchedFrom, createdOn, signs }: Life, today: Day): Spells {
  const known = signs.filter(({ day }) => day <= today);
  const sightings = daysSeen(known);
  const spells = { seen: [] as Spell[], neverSeen: [] as Spell[] };
  let start = createdOn;
  let kind: keyof Spells = 'neverSeen';
  let entered = createdOn ?? watchedFrom;
  let watched = true;
  let prompted = Number.NEGATIVE_INFINITY;
  const end = (day: Day, ends: Spell['ends']) => {
    if (!watched || start === null) return;
    const from = Math.max(entered, watchedFrom) - start;
    const to = day - start;
    if (to > from) spells[kind].push({ start, from, to, ends, sightings });
  };
  for (const { day, is } of known) {
    if (is === 'prompted') prompted = day;
    if (is === 'withdrawn') {
      end(day, 'withdrawn');
      watched = false;
    }
    if (is === 'restored' && !watched) [watched, entered] = [true, day];
    if (is === 'seen') {
      end(day, day - prompted <= PROMPT_DAYS ? 'prompted' : 'returned');
      [start, entered, kind, prompted] = [day, day, 'seen', Number.NEGATIVE_INFINITY];
    }
  }
  end(today, 'open');
  return spells;
}

/** The days on which a person was seen, in order. */
export const daysSeen = (signs: readonly Sign[]): readonly Day[] => [
  ...new Set(signs.filter(({ is }) => is === 'seen').map(({ day }) => day)),
];
