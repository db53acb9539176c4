import { type Contact, isTombstone, type Tombstone } from './contact.ts';
import type { ErrorEvent, RunErrorEvent } from './error-event.ts';
import { newContact } from './new-contact.ts';
import type { HistoryNames } from './properties/history-events.ts';
import { EACH, type Properties } from './properties/index.ts';

type Told = NonNullable<Properties[keyof Properties]['events']>;

/** What happened to a contact, in TextIt's shapes (8.7); uuid and time are added when an event is stored. */
export type ContactEvent = ReturnType<Told['between']>[number] | ErrorEvent;

/** An event in history. One left by a run says nothing about the contact. */
export type PastEvent = ContactEvent | RunErrorEvent;

const NO_NAMES: HistoryNames = { groups: new Map(), fields: new Map() };

const TOLD = EACH.flatMap(({ events }) => events ?? []);

/** What happened between two versions, by property; `before` is null for a new one. A deletion is no event. */
export function changesBetween(
  before: Contact | null,
  after: Contact | Tombstone,
  names: HistoryNames = NO_NAMES,
): readonly ContactEvent[] {
  if (before === after || isTombstone(after)) return [];
  const from = before ?? newContact({ uuid: after.uuid, now: after.createdOn, change: after.lastChange });
  const events: ContactEvent[] = [];
  for (const told of TOLD) events.push(...told.between(from, after, names));
  return events;
}
