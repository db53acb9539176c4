/** When contacts are deleted that were archived long ago, if the workspace wants that. */

import { type Day, localDay } from '../calendar/days.ts';
import type { Contact } from '../contacts/contact.ts';
import { addDays, dayOf, type Instant } from '../instant.ts';
import type { DayRange } from '../selection/selection.ts';
import type { SkipReason } from '../selection/verdict.ts';
import type { Settings } from '../workspace.ts';
import type { NightBefore } from './brake-reasons.ts';

/** Nobody is deleted whose notice was not sent so many days before. */
export const NOTICE_DAYS = 7;

/** The setting, and from when it holds. */
type Purging = Pick<Settings, 'purgeArchivedAfterDays' | 'purgesFrom'>;

/** One day more than the notice, so that the first night after the setting can send it. */
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

/** Why the purge spares a contact, by the setting as it is; null when it deletes it. `since`: when the job was made. */
export function whyNotPurged(contact: Contact, settings: Purging, since: Instant): NotPurged | null {
  if (contact.hold !== null) return 'held';
  if (contact.status !== 'archived') return 'not_archived';
  const isOfThisSetting = settings.purgesFrom === undefined || since >= settings.purgesFrom;
  return isOfThisSetting && isOverdue(contact, settings, since) ? null : 'not_due';
}

type NotPurged = Extract<SkipReason, 'held' | 'not_archived' | 'not_due'>;

/** The last day whose archived contacts are all overdue at a time. */
export const lastDayDue = (days: number, at: Instant): string => dayOf(addDays(at, -days - 1));

/** Before every contact. */
export const FIRST_DAY = '0000-01-01';

/** A notice that was sent. It covers whoever was archived up to a day, as of its time. */
interface PurgeNotice {
  readonly at: Instant;
  readonly to: string;
}

/** How far the nights of the purge are, and what they have announced. */
export interface PurgeNights {
  /** The setting that they are for. After another one they begin anew. */
  readonly days: number;
  readonly from: Instant | null;
  /** The last night: its time and its day. Absent before the first. */
  readonly at?: Instant;
  readonly last?: Day;
  /** The last night that gave all whose notice is a week old to a job. */
  readonly through?: Day;
  /** The last night that came after nights were passed over, or before the night before it. */
  readonly jumpedOn?: Instant;
  /** The oldest first: the last one that is a week old, and all later ones. */
  readonly notices: readonly PurgeNotice[];
}

/**
 * The nights as a night begins, with what still counts of their notices; null without the setting. Where more than a
 * week was passed over, the clock may have jumped: then nobody knows how old a notice is, and all are sent again.
 */
export function purgeNightsAt(settings: NightSettings, known: PurgeNights | null, now: Instant): PurgeNights | null {
  const { purgeArchivedAfterDays: days = null, purgesFrom: from = null, timezone } = settings;
  if (days === null) return null;
  if (known?.days !== days || known.from !== from) return { days, from, notices: [] };
  const { at = now, last, notices } = known;
  const day = localDay(timezone, now);
  const isJump = last !== undefined && day !== last && day !== last + 1;
  const isLost = now > addDays(at, NOTICE_DAYS + 1);
  return {
    ...known,
    ...(isJump && { jumpedOn: now }),
    notices: isLost ? [] : notices.filter((notice) => notice.at <= now),
  };
}

type NightSettings = Purging & Pick<Settings, 'timezone'>;

/**
 * The days of archiving whose contacts are to be announced tonight: those who are overdue in a week and were not
 * announced yet. Only days that are over, so that nobody is added to them afterwards. Null for none.
 */
export function toAnnounce({ days, from, notices }: PurgeNights, now: Instant): DayRange | null {
  const night = addDays(now, NOTICE_DAYS);
  if (from !== null && night < from) return null;
  const to = earlier(lastDayDue(days, night), lastDayDue(0, now));
  const announced = notices.at(-1)?.to;
  if (announced === undefined) return { from: FIRST_DAY, to };
  return announced < to ? { from: dayAfter(announced), to } : null;
}

/** The days of archiving whose contacts tonight's job takes: overdue, and announced a week ago. Null for none. */
export function toPurge({ days, from, notices }: PurgeNights, now: Instant): DayRange | null {
  const announced = notices.findLast((notice) => isRipe(notice, now))?.to;
  if (announced === undefined || (from !== null && now < from)) return null;
  return { from: FIRST_DAY, to: earlier(announced, lastDayDue(days, now)) };
}

/** The nights after one that is done. Of notices that are a week old, the last one covers all that the others do. */
export function afterPurgeNight(
  nights: PurgeNights,
  { announced, isThrough, timezone, now }: PurgeNightDone,
): PurgeNights {
  const last = localDay(timezone, now);
  const notices = nights.notices.slice(
    Math.max(
      0,
      nights.notices.findLastIndex((notice) => isRipe(notice, now)),
    ),
  );
  const added = announced === null ? [] : [{ at: now, to: announced.to }];
  return { ...nights, at: now, last, ...(isThrough && { through: last }), notices: [...notices, ...added] };
}

interface PurgeNightDone {
  /** The days whose contacts it has announced. */
  readonly announced: DayRange | null;
  /** Whether all whose notice is a week old were given to a job; not while an earlier job is open. */
  readonly isThrough: boolean;
  readonly timezone: string;
  readonly now: Instant;
}

/** From which a brake says why so many are due. A jump explains that for as long as its notices need. */
export const nightBeforePurge = ({ last, through, jumpedOn }: PurgeNights, now: Instant): NightBefore => ({
  ...(last !== undefined && { last }),
  ...(through !== undefined && { through }),
  ...(jumpedOn !== undefined && now <= addDays(jumpedOn, NOTICE_DAYS + 1) && { moved: true }),
});

const isRipe = ({ at }: PurgeNotice, now: Instant): boolean => addDays(at, NOTICE_DAYS) <= now;

const earlier = (one: string, other: string): string => (one < other ? one : other);

export const dayAfter = (day: string): string => dayOf(addDays((Date.parse(`${day}T00:00:00Z`) * 1000) as Instant, 1));
