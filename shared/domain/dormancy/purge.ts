/** When contacts that have been archived for long are deleted, where a workspace says that they are. */
import type { Contact } from '../contacts/contact.ts';
import { addDays, dayOf, type Instant } from '../instant.ts';
import type { DayRange, Selection } from '../jobs/job.ts';
import type { PurgeArchived } from '../jobs/kinds/purge-archived.ts';
import type { Settings } from '../workspace.ts';

/** It is told so many days before what a night is going to delete. */
export const NOTICE_DAYS = 7;

/** The setting, and from when on it holds. */
type Purging = Pick<Settings, 'purgeArchivedAfterDays' | 'purgesFrom'>;

/** Between a night's notice and the night itself nobody is added, also when the setting was just made: a day more than the notice. */
export const purgesFrom = (now: Instant): Instant => addDays(now, NOTICE_DAYS + 1);

/** Whether a contact has been archived for so many days, and not been heard from in that time. */
export function isOverdue(
  { statusOn, lastSeenOn }: Pick<Contact, 'statusOn' | 'lastSeenOn'>,
  { purgeArchivedAfterDays: days = null }: Purging,
  now: Instant,
): boolean {
  if (days === null) return false;
  const since = addDays(now, -days);
  return statusOn <= since && (lastSeenOn === null || lastSeenOn <= since);
}

/** The last day of which all contacts that were archived on it are overdue at a time. */
export const lastDayDue = (days: number, at: Instant): string => dayOf(addDays(at, -days - 1));

/** What a night deletes; null when it deletes nobody. */
export function purgeOf(
  { purgeArchivedAfterDays: days = null, purgesFrom: from }: Purging,
  now: Instant,
): { readonly work: PurgeArchived; readonly selection: Extract<Selection, { folder: unknown }> } | null {
  if (days === null || (from !== undefined && now < from)) return null;
  const range = { from: FIRST_DAY, to: lastDayDue(days, now) };
  return { work: { type: 'purge_archived', days }, selection: { folder: 'archived', days: [range] } };
}

/** Before every contact. */
export const FIRST_DAY = '0000-01-01';

/**
 * The days on which those were archived of whom the night a week ahead is to be told tonight: of the first such night everybody who is overdue by
 * then, later only who is added. Null when there is nothing to tell.
 */
export function toNotice(
  { purgeArchivedAfterDays: days = null, purgesFrom: from }: Purging,
  now: Instant,
): DayRange | null {
  if (days === null) return null;
  const night = addDays(now, NOTICE_DAYS);
  if (from !== undefined && night < from) return null;
  const to = lastDayDue(days, night);
  // Nights are not a day apart to the minute: told twice is better than not.
  const isFirst = from !== undefined && addDays(night, -1 - 1 / 24) < from;
  return { from: isFirst ? FIRST_DAY : to, to };
}
