import type { Contact } from './contact.ts';
import { type ContactEvent, changesBetween } from './events.ts';
import { newContact } from './new-contact.ts';
import type { HistoryEvents, HistoryNames } from './properties/history-events.ts';
import { EACH } from './properties/index.ts';

interface StoredHistory {
  /** The stored events, oldest first. */
  readonly events: readonly ContactEvent[];
  /** The contact's addresses as history stores them. */
  readonly urns: readonly string[];
  /** Nothing has expired since the contact's creation; otherwise only changes of status are complete (TextIt 2.12). */
  readonly whole: boolean;
}

const TOLD: readonly HistoryEvents[] = EACH.flatMap(({ events }) => events ?? []);
const BY_TYPE = new Map(TOLD.map((told) => [told.type, told]));

/** The contact after an event, as far as the event says. */
export const follow = (contact: Contact, event: { readonly type: string }): Contact =>
  BY_TYPE.get(event.type)?.follow(contact, event) ?? contact;

/** The events missing in a contact's history, which would lead to its present state; empty when nothing is missing. */
export function untoldOf(
  contact: Contact,
  { events, urns, whole }: StoredHistory,
  names: HistoryNames,
): readonly ContactEvent[] {
  const { uuid, createdOn: now, lastChange: change } = contact;
  const played = events.reduce(follow, newContact({ uuid, now, change }));
  const known = whole ? TOLD.map((told) => told.known?.(played, contact, urns)) : [];
  return changesBetween(Object.assign({ ...contact }, ...known, { status: played.status }), contact, names);
}
