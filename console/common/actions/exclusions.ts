import type { Action } from '../contacts/contact-actions.ts';
import type { JobBody } from '../jobs/api.ts';

/** Whom of its selection a task leaves out, as jobs.json takes it. */
export type Exclusions = NonNullable<JobBody['exclude']>;

/** As it is typed: nothing in a box of days is no limit. */
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

/** What only some actions can leave out: who goes through a flow may have been in it, and other actions are for who is not active, too. */
export const offeredFor = (action: Action) => ({
  nonActive: action === 'start_flow' || action === 'add_to_group',
  startedPreviously: action === 'start_flow',
});

/** What is typed in a box of days; null when it is no whole number of days from 1 to 3,650. */
function daysOf(typed: string): number | null {
  const days = /^\s*\d{1,4}\s*$/.test(typed) ? Number(typed) : 0;
  return days >= 1 && days <= 3_650 ? days : null;
}

export const isValidDays = (typed: string): boolean => typed.trim() === '' || daysOf(typed) !== null;

/** Undefined for nobody. */
export function exclusionsOf({
  nonActive,
  startedPreviously,
  notSeenSince,
  seenWithin,
  groups,
}: ExclusionDraft): Exclusions | undefined {
  const [quiet, lively] = [daysOf(notSeenSince), daysOf(seenWithin)];
  const leaving: Exclusions = {
    ...(nonActive && { non_active: true }),
    ...(startedPreviously && { started_previously: true }),
    ...(quiet !== null && { not_seen_since_days: quiet }),
    ...(lively !== null && { seen_within_days: lively }),
    ...(groups.length > 0 && { groups: [...groups] }),
  };
  return Object.keys(leaving).length === 0 ? undefined : leaving;
}
