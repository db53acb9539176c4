import { changeContact, type Decide, type Holder } from '../../data/contacts/index.ts';
import { CONFLICT, type Data, RACES, retryOnConflict } from '../../data/dynamo/index.ts';
import { apply } from '../../domain/changes/apply.ts';
import type { Change, Contact } from '../../domain/contacts/contact.ts';
import type { Modifier } from '../../domain/contacts/modifiers/modifier.ts';
import { URN_LIMIT } from '../../domain/contacts/modifiers/urns.ts';
import { effectOf, type InboundEvent, wordIn } from '../../domain/contacts/opt-out/inbound-event.ts';
import { isTooLarge } from '../../domain/contacts/size.ts';
import { identityOf } from '../../domain/contacts/urns.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Assets } from '../../domain/workspace.ts';
import { createWithUrns } from '../contacts/create.ts';

/** Something that a contact sent through a channel. */
export interface IncomingEvent extends InboundEvent {
  /** In normal form, with its channel if known. */
  readonly urn: string;
  /** Another address that the same person has, in normal form. */
  readonly alias?: string | undefined;
}

/** The context in which an event is applied. */
export interface Taking {
  readonly data: Data;
  readonly workspace: WorkspaceId;
  readonly assets: Assets;
  readonly now: Instant;
  readonly change: Change;
  /** What a moment ago was found at all of the event's addresses, by identity. */
  readonly holders?: ReadonlyMap<string, Holder> | undefined;
}

interface EventApplied {
  readonly contact: Contact;
  /** The event does not affect this contact. */
  readonly ignored: boolean;
}

/**
 * Applies an event to the owner of its URN, made if unknown (TextIt 2.8). A free alias is added; another owner of it
 * gets the same opt-out or opt-in. 2 read units for a known contact. Throws ContentionError.
 */
export function applyEvent(event: IncomingEvent, taking: Taking): Promise<EventApplied> {
  const { data, workspace, assets, now } = taking;
  const change: Change = { ...taking.change, via: 'event' };
  let read = taking.holders;
  const urns = [event.urn, ...(event.alias === undefined ? [] : [event.alias])];
  // The owner may be deleted, or lose the address, between the look-up and the change.
  let lookUps = 0;
  return retryOnConflict<EventApplied>(RACES, 'the owner of a URN', async () => {
    const creating = { assets, now, change, read };
    read = undefined;
    lookUps += 1;
    const made = await createWithUrns(data, workspace, creating, urns, (empty) => [
      { type: 'urns', urns, modification: 'set' },
      ...effectOf(event, empty, assets.settings),
    ]);
    if (made.ok) return { contact: made.contact, ignored: false };
    const [owner, other] = urns.flatMap((one) => made.taken.get(identityOf(one)) ?? []);
    if (owner === undefined) throw new Error('A URN that no contact owns was refused as taken');
    const applied = await changeOwner(owner, event, { ...taking, change }, lookUps < TRUSTS_LOOK_UP);
    if (applied === null) return CONFLICT;
    if (other !== undefined && other.uuid !== owner.uuid) await tellOther(other, event, change, taking);
    return applied;
  });
}

/** The look-up that is believed although the contact has no such address: only a repair can end that. */
const TRUSTS_LOOK_UP = 3;

/** Applies what the person said about messages to the owner of the other address. */
async function tellOther(read: Contact, event: IncomingEvent, change: Change, taking: Taking): Promise<void> {
  const { data, workspace, assets, now } = taking;
  const word = wordIn(event, assets.settings);
  if (word === null) return;
  await changeContact(data, workspace, read.uuid, { read }, (contact) =>
    apply(contact, [word], assets, { now, change, taken: new Set() }),
  );
}

/** The effect on the owner that was read; null when the contact was deleted since, or lost the address. */
async function changeOwner(
  read: Contact,
  event: IncomingEvent,
  taking: Taking,
  asOwner: boolean,
): Promise<EventApplied | null> {
  const { decide, last } = effectOn(event, taking, asOwner);
  const result = await changeContact(taking.data, taking.workspace, read.uuid, { read }, decide);
  return 'contact' in result ? last() : null;
}

interface Effect {
  readonly decide: Decide;
  /** What was decided last; null when the contact did not have the address. */
  readonly last: () => EventApplied | null;
}

/** What an event makes of the owner of its URN. `asOwner`: nothing, once the contact has no address of the event. */
export function effectOn(
  event: IncomingEvent,
  { assets, now, change }: Pick<Taking, 'assets' | 'now' | 'change'>,
  asOwner = true,
): Effect {
  let last: EventApplied | null = null;
  const decide: Decide = (contact, taken, optOuts) => {
    const applied = (modifiers: readonly Modifier[]) =>
      apply(contact, modifiers, assets, { now, change, taken: new Set(), optOuts });
    last = null;
    if (asOwner && !isOwner(contact, event)) return applied([]);
    const effect = effectOf(event, contact, assets.settings);
    // The refusal of a new address comes before what is said now, and being seen is last.
    const all = applied([
      ...gained(event, contact, taken),
      ...effect.toSpliced(-1, 0, ...moveToFront(event.urn, contact)),
    ]);
    // A full contact keeps its channels as they are: an opt-out matters more.
    const result = isTooLarge(contact, all.contact) ? applied(effect) : all;
    last = { contact: result.contact, ignored: effect.length === 0 };
    return result;
  };
  return { decide, last: () => last };
}

function isOwner({ urns }: Contact, { urn, alias }: IncomingEvent): boolean {
  const own = new Set(urns.map(identityOf));
  return own.has(identityOf(urn)) || (alias !== undefined && own.has(identityOf(alias)));
}

/** The person's address that the contact does not have and nobody owns. */
function gained({ urn, alias }: IncomingEvent, { urns }: Contact, taken: ReadonlySet<string>): Modifier[] {
  if (alias === undefined || urns.length >= URN_LIMIT) return [];
  const own = new Set(urns.map(identityOf));
  const missing = [urn, alias].filter((one) => !own.has(identityOf(one)) && !taken.has(identityOf(one)));
  return missing.length === 0 ? [] : [{ type: 'urns', urns: missing, modification: 'append' }];
}

/** Moves the URN of an event's channel to the front, for replies (TextIt 2.5, 2.7), if the contact has it. */
function moveToFront(urn: string, { status, urns }: Pick<Contact, 'status' | 'urns'>): Modifier[] {
  const others = urns.filter((one) => identityOf(one) !== identityOf(urn));
  const isOwn = others.length < urns.length;
  if (status === 'blocked' || !isOwn || !urn.includes('?channel=')) return [];
  return [{ type: 'urns', urns: [urn, ...others], modification: 'set' }];
}
