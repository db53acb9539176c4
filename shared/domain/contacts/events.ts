import { type Contact, isTombstone, type Tombstone } from './contact.ts';
import type { ErrorEvent, RunErrorEvent } from './error-event.ts';
import { newContact } from './new-contact.ts';
import type { HistoryNames } from './properties/history-events.ts';
import { EACH, PROPERTIES, type Properties } from './properties/index.ts';

/** What takes events, one after the other. */
export type Tell = (event: ContactEvent) => void;

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
  tellChanges((event) => events.push(event), from, after, names);
  return events;
}

/** Tells what happened to a contact of which only the groups may differ. */
export function tellMoves(tell: Tell, before: Contact, after: Contact, names: HistoryNames): void {
  if (before !== after) for (const event of PROPERTIES.groups.events.between(before, after, names)) tell(event);
}

/** Tells what `changesBetween` lists. */
export function tellChanges(tell: Tell, before: Contact, after: Contact, names: HistoryNames): void {
  if (before === after) return;
  for (const told of TOLD) for (const event of told.between(before, after, names)) tell(event);
}
