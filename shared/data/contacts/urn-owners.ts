/**
 * Which contact owns an address. The address itself is never stored here, only its keyed hash.
 *
 *   I#<workspace>#<HMAC-SHA256(key, workspace scheme:path)>   URN   { owner: contact } | { reason, at, said? }
 *
 * What has a reason and no owner is free, but its last owner had refused messages when it was deleted or lost the address.
 *
 * Claims and releases travel in the same transaction as the contact; each holds only if the item is still as it was read.
 */
import { type Contact, isTombstone, type Tombstone } from '../../domain/contacts/contact.ts';
import { type Refusal, refusalOf } from '../../domain/contacts/opt-out/last-word.ts';
import { identityOf } from '../../domain/contacts/urns.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import {
  anyOf,
  batchGet,
  type Data,
  equals,
  hashed,
  isAbsent,
  type Key,
  put,
  remove,
  type Write,
} from '../dynamo/index.ts';
import { type ContactItem, fromItem } from './item.ts';
import { contactKey, identityKey } from './keys.ts';

/** What was found at an identity. `gone`: its owner is deleted, and the stream has not cleaned up yet. */
export type Holder =
  | { readonly kind: 'free' }
  | { readonly kind: 'owned'; readonly contact: Contact }
  | { readonly kind: 'gone'; readonly owner: ContactId; readonly optOut: Refusal | null }
  | { readonly kind: 'tombstone'; readonly optOut: Refusal };

/** As it lies in the table. */
export interface IdentityItem extends Key {
  readonly owner?: ContactId;
  readonly reason?: Refusal['reason'];
  /** When the contact that had opted out was deleted, or lost the address. */
  readonly at?: Instant;
  /** When the person had opted out. */
  readonly said?: Instant;
}

export const isIdentity = ({ sk }: Key): boolean => sk === 'URN';

/** The key of the item that says who owns `scheme:path`. */
export const keyOfIdentity = async (data: Data, workspace: WorkspaceId, identity: string): Promise<Key> =>
  identityKey(workspace, await hashed(data, workspace, identity));

/** Each of a contact's addresses without channel and display: what it owns. */
export const identitiesOf = (contact: Contact | null): string[] => [...new Set(contact?.urns.map(identityOf))];

/**
 * The contacts that own the given identities (`scheme:path`), by identity; one that no contact owns is left out.
 * Consistent: 1 read unit an identity and 1 an owner.
 */
export async function findOwners(
  data: Data,
  workspace: WorkspaceId,
  identities: readonly string[],
): Promise<ReadonlyMap<string, Contact>> {
  return ownersOf(await readHolders(data, workspace, identities));
}

/**
 * The addresses (`scheme:path`) with the given hashes that contacts own now, by hash. Eventually consistent: 0.5 read units a hash and
 * 0.5 an owner.
 */
export async function readOwnersOf(
  data: Data,
  workspace: WorkspaceId,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const keys = hashes.map((hash) => identityKey(workspace, hash));
  const items = await batchGet<IdentityItem>(data, 'contacts', keys);
  const owners = new Set(items.flatMap(({ owner }) => owner ?? []));
  const contacts = await batchGet<ContactItem>(
    data,
    'contacts',
    [...owners].map((owner) => contactKey(workspace, owner)),
  );
  const found = new Map<string, string>();
  for (const contact of contacts.map(fromItem)) {
    for (const identity of isTombstone(contact) ? [] : identitiesOf(contact))
      found.set(await hashed(data, workspace, identity), identity);
  }
  return new Map(hashes.flatMap((hash) => (found.has(hash) ? [[hash, found.get(hash) ?? '']] : [])));
}

/** Those of the holders that are contacts. */
export const ownersOf = (holders: ReadonlyMap<string, Holder>): Map<string, Contact> =>
  new Map([...holders].flatMap(([identity, holder]) => (holder.kind === 'owned' ? [[identity, holder.contact]] : [])));

/**
 * As `findOwners`, with everything that a claim must know. 1 read unit an identity and 1 an owner; half of that for who claims nothing, and
 * needs no consistency.
 */
export async function readHolders(
  data: Data,
  workspace: WorkspaceId,
  identities: readonly string[],
  read = { consistent: true },
): Promise<ReadonlyMap<string, Holder>> {
  const keys = new Map<string, string>();
  for (const identity of identities) keys.set(identity, (await keyOfIdentity(data, workspace, identity)).pk);
  const pks = [...new Set(keys.values())];
  const items = await batchGet<IdentityItem>(
    data,
    'contacts',
    pks.map((pk) => ({ pk, sk: 'URN' })),
    read,
  );
  const byPk = new Map(items.map((item) => [item.pk, item]));
  const owners = new Set(items.flatMap(({ owner }) => (owner === undefined ? [] : [owner])));
  const ownerKeys = [...owners].map((owner) => contactKey(workspace, owner));
  const contacts = (await batchGet<ContactItem>(data, 'contacts', ownerKeys, read)).map(fromItem);
  const byUuid = new Map(contacts.map((contact) => [contact.uuid, contact]));
  return new Map([...keys].map(([identity, pk]) => [identity, holderOf(byPk.get(pk), byUuid)]));
}

function holderOf(item: IdentityItem | undefined, contacts: ReadonlyMap<ContactId, Contact | Tombstone>): Holder {
  const refusal = item && refusalAt(item);
  if (refusal) return { kind: 'tombstone', optOut: refusal };
  if (item?.owner === undefined) return { kind: 'free' };
  const owner = contacts.get(item.owner);
  if (owner !== undefined && !isTombstone(owner)) return { kind: 'owned', contact: owner };
  return { kind: 'gone', owner: item.owner, optOut: owner ? refusalOf(owner) : null };
}

/** The refusal that lies with an address; null for none. An earlier release did not keep when it was said: by then it was. */
export function refusalAt({ reason, said, at }: IdentityItem): Refusal | null {
  if (reason === undefined) return null;
  return { reason, said: said ?? (reason === 'stopped' ? (at ?? instant(0)) : null) };
}

/** The item of an address that is free, with a refusal of the contact that had it. */
export const refusalItem = (key: Key, { reason, said }: Refusal, at: Instant): IdentityItem => ({
  pk: key.pk,
  sk: key.sk,
  reason,
  at,
  ...(said !== null && { said }),
});

export const optOutOf = (holder: Holder): Refusal | null =>
  holder.kind === 'tombstone' || holder.kind === 'gone' ? holder.optOut : null;

/** Makes `owner` the owner, on condition that the identity is still held as it was read. */
export async function claim(
  data: Data,
  workspace: WorkspaceId,
  owner: ContactId,
  identity: string,
  holder: Holder,
): Promise<Write> {
  if (holder.kind === 'owned' && holder.contact.uuid !== owner)
    throw new Error('An address that another contact owns was given');
  const [name, value] =
    holder.kind === 'tombstone'
      ? ['reason', holder.optOut.reason]
      : ['owner', holder.kind === 'gone' ? holder.owner : owner];
  const key = await keyOfIdentity(data, workspace, identity);
  return put('contacts', { ...key, owner }, anyOf(isAbsent, equals(name, value)));
}

/** Gives an identity up: it is free at once. The refusal that is in force for its owner stays with it (ADR 012). */
export async function release(data: Data, workspace: WorkspaceId, contact: Contact, identity: string): Promise<Write> {
  const key = await keyOfIdentity(data, workspace, identity);
  const stillOwned = anyOf(isAbsent, equals('owner', contact.uuid));
  const refusal = refusalOf(contact);
  return refusal === null
    ? remove('contacts', key, stillOwned)
    : put('contacts', refusalItem(key, refusal, contact.modifiedOn), stillOwned);
}
