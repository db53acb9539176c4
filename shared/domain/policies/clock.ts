import type { Contact } from '../contacts/contact.ts';
import type { FieldKey } from '../ids.ts';
import { type Instant, parseIso8601 } from '../instant.ts';

/** Statuses whose time can be a clock: since when somebody has been stopped, blocked or archived. */
const CLOCK_STATUSES = ['stopped', 'blocked', 'archived'] as const;
type ClockStatus = (typeof CLOCK_STATUSES)[number];

/** What a policy counts days from. */
export type Clock =
  | { readonly of: 'last_seen' | 'created' }
  | { readonly of: 'field'; readonly field: FieldKey }
  | { readonly of: 'status'; readonly status: ClockStatus };

/** In bodies: `field` has the field's key beside it. */
export const POLICY_CLOCKS = ['last_seen', 'created', 'field', ...CLOCK_STATUSES] as const;

/** The status that a policy's contacts begin with. */
export const statusOf = (clock: Clock): Contact['status'] => (clock.of === 'status' ? clock.status : 'active');

/** The name of a clock, by which a mark says to which clock its time belongs. */
export const clockName = (clock: Clock): string => {
  if (clock.of === 'field') return `field:${clock.field}`;
  return clock.of === 'status' ? clock.status : clock.of;
};

/** Active contacts of a workspace in which a clock may be used that no index lists: each night searches them all. */
export const MOST_SEARCHED = 20_000;

/** Whether an index lists contacts by the clock, so that a night reads only those who are due. */
export const isIndexed = ({ of }: Clock): boolean => of === 'last_seen' || of === 'status';

/** The time on a contact's clock; null where it has none. Who was never seen goes by the day of creation. */
export function clockOf(clock: Clock, contact: Contact): Instant | null {
  switch (clock.of) {
    case 'last_seen':
      return contact.lastSeenOn ?? contact.createdOn;
    case 'created':
      return contact.createdOn;
    case 'status':
      return contact.statusOn;
    case 'field': {
      const text = contact.fields[clock.field]?.datetime;
      return text === undefined ? null : parseIso8601(text);
    }
  }
}
