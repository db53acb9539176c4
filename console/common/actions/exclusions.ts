import type { Action } from '../contacts/index.ts';
import type { JobBody } from '../jobs/index.ts';

/** The contacts of a selection that a task leaves out, as jobs.json takes them. */
export type Exclusions = NonNullable<JobBody['exclude']>;

/** Exclusions as they are typed; an empty number of days is no limit. */
export interface ExclusionDraft {
  readonly nonActive: boolean;
  readonly startedPreviously: boolean;
  readonly notSeenSince: string;
  readonly seenWithin: string;
  readonly groups: readonly string[];
}

export const NONE: ExclusionDraft = {
  nonActive: false,
  startedPreviously: false,
  notSeenSince: '',
  seenWithin: '',
  groups: [],
};

export const offeredFor = (action: Action) => ({
  nonActive: action === 'start_flow' || action === 'add_to_group',
  startedPreviously: action === 'start_flow',
});

/** A typed number of days; null when it is no whole number from 1 to 3,650. */
function daysOf(typed: string): number | null {
  const days = /^\s*\d{1,4}\s*$/.test(typed) ? Number(typed) : 0;
  return days >= 1 && days <= 3_650 ? days : null;
}

export const isValidDays = (typed: string): boolean => typed.trim() === '' || daysOf(typed) !== null;

/** The exclusions that were typed; undefined when nobody is left out. */
export function exclusionsOf({
  nonActive,
  startedPreviously,
  notSeenSince,
  seenWithin,
  groups,
}: ExclusionDraft): Exclusions | undefined {
  const quiet = daysOf(notSeenSince);
  const lively = daysOf(seenWithin);
  const leaving: Exclusions = {
    ...(nonActive && { non_active: true }),
    ...(startedPreviously && { started_previously: true }),
    ...(quiet !== null && { not_seen_since_days: quiet }),
    ...(lively !== null && { seen_within_days: lively }),
    ...(groups.length > 0 && { groups: [...groups] }),
  };
  return Object.keys(leaving).length === 0 ? undefined : leaving;
}
