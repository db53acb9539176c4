import { randomUUID } from 'node:crypto';
import { type Created, createContact, findOwners, type Holder } from '../../data/contacts/index.ts';
import type { Data } from '../../data/dynamo/index.ts';
import { apply } from '../../domain/changes/apply.ts';
import type { Change, Contact } from '../../domain/contacts/contact.ts';
import type { Modifier } from '../../domain/contacts/modifiers/modifier.ts';
import { newContact } from '../../domain/contacts/new-contact.ts';
import type { OptOut } from '../../domain/contacts/opt-out/last-word.ts';
import { identityOf } from '../../domain/contacts/urns.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Assets } from '../../domain/workspace.ts';

/** The workspace's assets, and the time and author of new contacts. */
interface Creating {
  readonly assets: Assets;
  readonly now: Instant;
  readonly change: Change;
  /** The uuid of the contact; a new one without it. */
  readonly seed?: string | null;
  /** What a moment ago was found at all of the URNs, by identity. */
  readonly read?: ReadonlyMap<string, Holder> | undefined;
}

/** What makes a new contact of the empty one, whose status may be the opt-out of its URN's deleted owner. */
export type MakeOf = (empty: Contact) => readonly Modifier[];

interface FoundOrCreated {
  readonly contact: Contact;
  readonly created: boolean;
}

/**
 * Creates a contact with these URNs (in normal form) by `makeOf` (left out: only the URNs), and adds it to the smart
 * groups that match it. When others own any of the URNs, it stores nothing and returns the owners by identity.
 */
export function createWithUrns(
  data: Data,
  workspace: WorkspaceId,
  { assets, now, change, seed, read }: Creating,
  urns: readonly string[],
  makeOf: MakeOf = () => [{ type: 'urns', urns, modification: 'set' }],
): Promise<Created> {
  const uuid = (seed ?? randomUUID()) as string as ContactId;
  const build = (optOut: OptOut | null): Contact => {
    const empty = newContact({ uuid, now, change, optOut });
    const modifiers: Modifier[] = [...makeOf(empty), { type: 'regroup' }];
    return apply(empty, modifiers, assets, { now, change, taken: new Set() }).contact;
  };
  return createContact(data, workspace, urns.map(identityOf), build, read);
}

/** The owner of a URN in normal form, or a new contact (`createWithUrns`): concurrent callers get the same. */
export async function findOrCreate(
  data: Data,
  workspace: WorkspaceId,
  creating: Creating,
  urn: string,
  makeOf?: MakeOf,
): Promise<FoundOrCreated> {
  const result = await createWithUrns(data, workspace, creating, [urn], makeOf);
  if (result.ok) return { contact: result.contact, created: true };
  const [owner] = result.taken.values();
  if (owner === undefined) throw new Error('A URN that no contact owns was refused as taken');
  return { contact: owner, created: false };
}

/** The owners of URNs in normal form, in order and once, made if missing. 2 read units for each that exists. */
export async function findOrCreateAll(
  data: Data,
  workspace: WorkspaceId,
  creating: Creating,
  urns: readonly string[],
): Promise<Contact[]> {
  const byIdentity = new Map(await findOwners(data, workspace, urns.map(identityOf)));
  for (const urn of urns) {
    const identity = identityOf(urn);
    if (byIdentity.has(identity)) continue;
    byIdentity.set(identity, (await findOrCreate(data, workspace, creating, urn)).contact);
  }
  const found = urns.flatMap((urn) => byIdentity.get(identityOf(urn)) ?? []);
  return [...new Map(found.map((contact) => [contact.uuid, contact])).values()];
}
