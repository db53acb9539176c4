import { bytesOf } from '../contacts/bytes.ts';
import type { Contact } from '../contacts/contact.ts';
import { type ContactEvent, changesBetween } from '../contacts/events.ts';
import type { HistoryNames } from '../contacts/properties/history-events.ts';
import { stateBeforeOf } from '../contacts/undo/state-before.ts';

/** Keys, time, time to live, and the names of the other attributes. */
const BYTES_OF_ITEM = 140;
/** An address is kept as a hash, with its scheme. */
const HASHED = 'x'.repeat(48);
/** Each event gets one. */
const UUID = '00000000-0000-0000-0000-000000000000';

/** Bytes of the history of a job's change, by the rules of `putHistory`; 0 for a change that leaves none. */
export function historyBytes(before: Contact | null, after: Contact, names: HistoryNames): number {
  const events = changesBetween(before, after, names).map(asKept);
  const was = before && stateBeforeOf(before, after);
  if (events.length === 0 && was === null) return 0;
  return BYTES_OF_ITEM + bytesOf({ change: after.lastChange, events, ...(was && { was }) });
}

const asKept = (event: ContactEvent) => ({
  ...event,
  uuid: UUID,
  ...(event.type === 'contact_urns_changed' && { urns: event.urns.map(() => HASHED) }),
});
