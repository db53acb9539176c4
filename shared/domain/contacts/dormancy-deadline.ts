import { addCivilDays, civilAt } from '../../query/values/civil.ts';
import { midnightOf } from '../../query/values/range.ts';
import { type Instant, instant } from '../instant.ts';
import type { Settings } from '../workspace.ts';
import type { Contact } from './contact.ts';

/**
 * The deadline of the dormancy flag: who was last seen earlier is due. It is the midnight of the workspace that begins
 * the day `days` before its today, the same one as in `last_seen_on < -90d` (or `created_on`, for the never seen).
 */
export const dormancyDeadline = (now: Instant, days: number, timezone: string): Instant =>
  instant(midnightOf(addCivilDays(civilAt(timezone, now), -days), timezone));

/** Last seen, or creation for a contact that was never seen. */
export const lastSignOfLife = ({ lastSeenOn, createdOn }: Pick<Contact, 'lastSeenOn' | 'createdOn'>): Instant =>
  lastSeenOn ?? createdOn;

export const isDormancyDue = (contact: Contact, deadline: Instant): boolean => lastSignOfLife(contact) < deadline;

/** Whether a last sign of life at that time leaves a contact dormant; never where a workspace flags nobody. */
export const isQuietSince = (
  at: Instant,
  { dormancyDays, timezone }: Pick<Settings, 'dormancyDays' | 'timezone'>,
  now: Instant,
): boolean => dormancyDays > 0 && at < dormancyDeadline(now, dormancyDays, timezone);
