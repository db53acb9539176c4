/** When contacts are deleted that were archived long ago, if the workspace wants that. */
import type { Contact } from '../contacts/contact.ts';
import { addDays, dayOf, type Instant } from '../instant.ts';
import type { DayRange } from '../jobs/selection.ts';
import type { Settings } from '../workspace.ts';

/** Deletions are announced so many days before. */
const NOTICE_DAYS = 7;

/** The setting, and from when it holds. */
type Purging = Pick<Settings, 'purgeArchivedAfterDays' | 'purgesFrom'>;

/**
 * One day more than the notice, so that no contact is added between a notice and its night, even after a new setting.
 */
export const purgesFrom = (now: Instant): Instant => addDays(now, NOTICE_DAYS + 1);

/** Whether a contact was archived so many days ago and not heard from since. */
export function isOverdue(
  { statusOn, lastSeenOn }: Pick<Contact, 'statusOn' | 'lastSeenOn'>,
  { purgeArchivedAfterDays: days = null }: Purging,
  now: Instant,
): boolean {
  if (days === null) return false;
  const since = addDays(now, -days);
  return statusOn <= since && (lastSeenOn === null || lastSeenOn <= since);
}

/** The last day whose archived contacts are all overdue at a time. */
export const lastDayDue = (days: number, at: Instant): string => dayOf(addDays(at, -days - 1));

/** Before every contact. */
export const FIRST_DAY = '0000-01-01';

/**
 * The days of archiving whose contacts must be announced tonight, for the night a week ahead: before the first such
 * night everyone who is overdue by then, later only those who are new. Null for none.
 */
function toNotice({ purgeArchivedAfterDays: days = null, purgesFrom: from }: Purging, now: Instant): DayRange | null {
  if (days === null) return null;
  const night = addDays(now, NOTICE_DAYS);
  if (from !== undefined && night < from) return null;
  const to = lastDayDue(days, night);
  // Nights are not exactly a day apart; announcing twice is better than not at all.
  const isFirst = from !== undefined && addDays(night, -1 - 1 / 24) < from;
  return { from: isFirst ? FIRST_DAY : to, to };
}

/** Deletes contacts archived for long. */
export const purgeStage = {
  job: 'purge_archived',
  tonight({ purgeArchivedAfterDays: days = null, purgesFrom: from }: Purging, now: Instant) {
    if (days === null || (from !== undefined && now < from)) return null;
    const range = { from: FIRST_DAY, to: lastDayDue(days, now) };
    return { work: { type: 'purge_archived', days }, selection: { folder: 'archived', days: [range] } } as const;
  },
  alone: true,
  notice: {
    event: 'contacts.purge_due',
    daysAhead: NOTICE_DAYS,
    folder: 'archived',
    tonight: toNotice,
    afterDays: ({ purgeArchivedAfterDays }: Purging) => purgeArchivedAfterDays ?? 0,
  },
} as const;
