import { changeContact } from '../../data/contacts/index.ts';
import type { Data } from '../../data/dynamo/index.ts';
import { CONFLICT, RACES, retryOnConflict } from '../../data/dynamo/index.ts';
import { apply } from '../../domain/contacts/apply.ts';
import type { Change, Contact } from '../../domain/contacts/contact.ts';
import type { Modifier } from '../../domain/contacts/modifiers/modifier.ts';
import { effectOf, type Heard } from '../../domain/contacts/opt-out/heard.ts';
import { isTooLarge } from '../../domain/contacts/size.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Assets } from '../../domain/workspace.ts';
import { findOrCreate } from '../contacts/create.ts';
import { moveToFront } from './move-to-front.ts';

/** Something that came in from a contact through a channel. */
export interface IncomingEvent extends Heard {
  /** In normal form, with its channel when that is known. */
  readonly urn: string;
}

/** Where an event is taken, on whose account. */
export interface Taking {
  readonly data: Data;
  readonly workspace: WorkspaceId;
  readonly assets: Assets;
  readonly now: Instant;
  readonly change: Change;
}

export interface EventApplied {
  /** As it is after the event. */
  readonly contact: Contact;
  /** The event does nothing to this contact. */
  readonly ignored: boolean;
}

/**
 * Applies an event to the contact that owns its URN; an unknown URN becomes a contact, to which the event is applied at once
 * (TextIt 2.8). 2 read units for a known contact. Throws ContentionError when the URN changes owners all the time.
 */
export function applyEvent(event: IncomingEvent, taking: Taking): Promise<EventApplied> {
  const { data, workspace, assets, now } = taking;
  const change: Change = { ...taking.change, via: 'event' };
  const { urn } = event;
  // The owner may be deleted between being found and being changed.
  return retryOnConflict<EventApplied>(RACES, 'the owner of a URN', async () => {
    const creating = { assets, now, change };
    const { contact, created } = await findOrCreate(data, workspace, creating, urn, (empty) => [
      { type: 'urns', urns: [urn], modification: 'set' },
      ...effectOf(event, empty, assets.settings),
    ]);
    if (created) return { contact, ignored: false };
    return (await changeOwner(contact, event, change, taking)) ?? CONFLICT;
  });
}

/** The event's effect on a contact that was read; null when the contact has been deleted since. */
async function changeOwner(
  read: Contact,
  event: IncomingEvent,
  change: Change,
  { data, workspace, assets, now }: Taking,
): Promise<EventApplied | null> {
  let ignored = false;
  const result = await changeContact(data, workspace, read.uuid, { read }, (contact) => {
    const effect = effectOf(event, contact, assets.settings);
    ignored = effect.length === 0;
    const applied = (modifiers: readonly Modifier[]) =>
      apply(contact, modifiers, assets, { now, change, taken: new Set() });
    // Being seen is last.
    const all = applied(effect.toSpliced(-1, 0, ...moveToFront(event.urn, contact)));
    // A contact that is full keeps the channels that it has: an opt-out matters more.
    return isTooLarge(contact, all.contact) ? applied(effect) : all;
  });
  return 'contact' in result ? { contact: result.contact, ignored } : null;
}
