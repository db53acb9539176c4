import type { Contact } from '../contacts/contact.ts';
import type { GroupId } from '../ids.ts';
import { addDays, type Instant } from '../instant.ts';

/** Which contacts a job leaves out by what they are when frozen, in days before its creation. */
export interface Exclusions {
  /** Archived, stopped and blocked contacts. */
  readonly nonActive?: true;
  /** Contacts that wait in a flow. There are none here (ADR 025). */
  readonly inAFlow?: true;
  /** Contacts not seen in so many days, or never. */
  readonly notSeenSinceDays?: number;
  /** Contacts seen in so many days. */
  readonly seenWithinDays?: number;
  /** Members of any of these. */
  readonly groups?: readonly GroupId[];
}

/** What callers may leave out: also contacts of an earlier start of the flow, which are found elsewhere. */
export interface Leaving extends Exclusions {
  readonly startedPreviously?: true;
}

export type Exclusion = 'non_active' | 'started_previously' | 'not_seen_since' | 'seen_within' | 'in_group';

/** Why a contact is left out, or null. Earlier starts of a flow are checked elsewhere. */
export function exclusionOf(contact: Contact, exclusions: Exclusions, at: Instant): Exclusion | null {
  const { nonActive, notSeenSinceDays, seenWithinDays, groups = [] } = exclusions;
  if (nonActive && contact.status !== 'active') return 'non_active';
  if (notSeenSinceDays !== undefined && !isSeenWithin(contact, notSeenSinceDays, at)) return 'not_seen_since';
  if (seenWithinDays !== undefined && isSeenWithin(contact, seenWithinDays, at)) return 'seen_within';
  return contact.groups.some((group) => groups.includes(group)) ? 'in_group' : null;
}

/** Whether a contact was seen in the last `days` times 24 hours. */
export const isSeenWithin = ({ lastSeenOn }: Contact, days: number, at: Instant): boolean =>
  lastSeenOn !== null && lastSeenOn >= addDays(at, -days);
