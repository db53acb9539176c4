import type { Contact } from '../contacts/contact.ts';
import type { GroupId } from '../ids.ts';
import { addDays, type Instant } from '../instant.ts';

/** Whom of its selection a job leaves out. What a contact is decides, as it is when it is frozen; days count back from when the job was made. */
export interface Exclusions {
  /** Archived, stopped and blocked contacts. */
  readonly nonActive?: true;
  /** Contacts that wait in a flow. None does here (ADR 025), so it leaves out nobody. */
  readonly inAFlow?: true;
  /** Contacts not seen in so many days, or never. */
  readonly notSeenSinceDays?: number;
  /** Contacts seen in so many days. */
  readonly seenWithinDays?: number;
  /** Members of any of these. */
  readonly groups?: readonly GroupId[];
}

/** What callers may have left out: also whom an earlier start of the same flow reached, which is looked for elsewhere. */
export interface Leaving extends Exclusions {
  readonly startedPreviously?: true;
}

export type Exclusion = 'non_active' | 'started_previously' | 'not_seen_since' | 'seen_within' | 'in_group';

/** Why a contact is left out; null when it is not. Earlier starts of a flow are looked for elsewhere. */
export function exclusionOf(contact: Contact, exclusions: Exclusions, at: Instant): Exclusion | null {
  const { nonActive, notSeenSinceDays, seenWithinDays, groups = [] } = exclusions;
  if (nonActive && contact.status !== 'active') return 'non_active';
  if (notSeenSinceDays !== undefined && !isSeenWithin(contact, notSeenSinceDays, at)) return 'not_seen_since';
  if (seenWithinDays !== undefined && isSeenWithin(contact, seenWithinDays, at)) return 'seen_within';
  return contact.groups.some((group) => groups.includes(group)) ? 'in_group' : null;
}

/** Whether a contact was seen in the last so many times 24 hours. */
export const isSeenWithin = ({ lastSeenOn }: Contact, days: number, at: Instant): boolean =>
  lastSeenOn !== null && lastSeenOn >= addDays(at, -days);
