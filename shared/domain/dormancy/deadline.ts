import type { Contact } from '../contacts/contact.ts';
import { addDays, dayOf, type Instant, instant } from '../instant.ts';
import type { Settings } from '../workspace.ts';

/**
 * The deadline of the dormancy flag: who was last seen earlier is due. It is midnight UTC of the day `days` before the
 * workspace's today, as in the folder index, so at least `days` midnights have passed.
 */
export function dormancyDeadline(now: Instant, days: number, timezone: string): Instant {
  const today = Date.parse(`${localDay(now, timezone)}T00:00:00Z`);
  return addDays(instant(today * 1000), -days);
}

/** The calendar day in a time zone (IANA name), `2026-11-24`. */
function localDay(at: Instant, timezone: string): string {
  if (timezone === 'UTC') return dayOf(at);
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const part = Object.fromEntries(parts.formatToParts(at / 1000).map(({ type, value }) => [type, value]));
  return `${part['year']}-${part['month']}-${part['day']}`;
}

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
