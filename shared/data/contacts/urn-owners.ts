/**
 * Which contact owns an address. Only the keyed hash of the address is stored here.
 *
 *   I#<workspace>#<HMAC-SHA256(key, workspace scheme:path)>   URN   { owner: contact } | { reason, at, said? }
 *
 * An item with a reason has no owner: its last owner had refused messages when it was deleted or lost the address.
 *
 * While a key is being replaced (ADR 048), an address may lie under an earlier key. It is looked up there when the
 * first key has none.
 */
import { type Contact, isTombstone, type Tombstone } from '../../domain/contacts/contact.ts';
import { type OptOut, refusalOf } from '../../domain/contacts/opt-out/last-word.ts';
import { identityOf } from '../../domain/contacts/urns.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import { batchGet, type Data, everyHash, hashed, type Key } from '../dynamo/index.ts';
import { type ContactItem, fromContactItem } from './item.ts';
import { contactKey, identityKey } from './keys.ts';

/** What was found at an identity. `gone`: its owner is deleted, not cleaned up. `under`: an earlier key's item. */
export type Holder =
  | { readonly kind: 'free' }
  | { readonly kind: 'owned'; readonly contact: Contact }
  | { readonly kind: 'gone'; readonly owner: ContactId; readonly optOut: OptOut | null; readonly under?: Key }
  | { readonly kind: 'tombstone'; readonly optOut: OptOut; readonly under?: Key };

/** What an identity has at which nothing lies. */
export const FREE: Holder & { readonly kind: 'free' } = { kind: 'free' };

export type Unowned = Exclude<Holder, { readonly kind: 'owned' }>;

export interface IdentityItem extends Key {
  readonly owner?: ContactId;
  readonly reason?: OptOut['reason'];
  /** When the contact that had opted out was deleted, or lost the address. */
  readonly at?: Instant;
  /** When the person had opted out. */
  readonly said?: Instant;
}

export const isIdentity = ({ sk }: Key): boolean => sk === 'URN';

/** The key of the item that says who owns `scheme:path`. */
export const keyOfIdentity = async (data: Data, workspace: WorkspaceId, identity: string): Promise<Key> =>
  identityKey(workspace, await hashed(data, workspace, identity));

/** The keys under which an identity may lie: the current one first, then the earlier ones. */
export const keysOfIdentity = async (
  data: Data,
  workspace: WorkspaceId,
  identity: string,
): Promise<readonly [Key, ...Key[]]> => {
  const [first = '', ...others] = await everyHash(data, workspace, identity);
  return [identityKey(workspace, first), ...others.map((hash) => identityKey(workspace, hash))];
};

/** Each of a contact's addresses without channel and display: the identities that it owns. */
export const identitiesOf = (contact: Contact | null): string[] => [...new Set(contact?.urns.map(identityOf))];

/** The owners of identities, consistently; one without owner is left out. 1 read unit each, and 1 an owner. */
export async function findOwners(
  data: Data,
  workspace: WorkspaceId,
  identities: readonly string[],
): Promise<ReadonlyMap<string, Contact>> {
  return ownersOf(await readHolders(data, workspace, identities));
}

/** The addresses (`scheme:path`) with these hashes that contacts own now. 0.5 read units a hash and an owner. */
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
  for (const contact of contacts.map(fromContactItem)) {
    for (const identity of isTombstone(contact) ? [] : identitiesOf(contact))
      for (const hash of await everyHash(data, workspace, identity)) found.set(hash, identity);
  }
  return new Map(hashes.flatMap((hash) => (found.has(hash) ? [[hash, found.get(hash) ?? '']] : [])));
}

export const ownersOf = (holders: ReadonlyMap<string, Holder>): Map<string, Contact> =>
  new Map([...holders].flatMap(([identity, holder]) => (holder.kind === 'owned' ? [[identity, holder.contact]] : [])));

/** Like `findOwners`, with all that a claim needs. 1 read unit an identity and 1 an owner; half without consistency. */
export const readHolders = (
  data: Data,
  workspace: WorkspaceId,
  identities: readonly string[],
  read = { consistent: true },
): Promise<ReadonlyMap<string, Holder>> =>
  readHoldersBy(data, workspace, identities, (keys) => batchGet<Key>(data, 'contacts', keys, read));

/** The same through `get`, which may read more in its first call: that is about the identities under the first key. */
export async function readHoldersBy(
  data: Data,
  workspace: WorkspaceId,
  identities: readonly string[],
  get: (keys: readonly Key[]) => Promise<readonly Key[]>,
): Promise<ReadonlyMap<string, Holder>> {
  const keys = new Map<string, readonly [Key, ...Key[]]>();
  for (const identity of identities) keys.set(identity, await keysOfIdentity(data, workspace, identity));
  const found = new Map<string, IdentityItem>();
  const look = async (some: readonly Key[]) => {
    const unique = [...new Map(some.map((key) => [key.pk, key])).values()];
    for (const item of await get(unique)) found.set(item.pk, item);
  };
  await look([...keys.values()].map(([first]) => first));
  const older = [...keys.values()].flatMap(([first, ...others]) => (found.has(first.pk) ? [] : others));
  if (older.length > 0) await look(older);
  const owners = new Set([...found.values()].flatMap(({ owner }) => owner ?? []));
  const ownerKeys = [...owners].map((owner) => contactKey(workspace, owner));
  const owned = ownerKeys.length === 0 ? [] : ((await get(ownerKeys)) as readonly ContactItem[]);
  const contacts = owned.map(fromContactItem);
  const byUuid = new Map(contacts.map((contact) => [contact.uuid, contact]));
  return new Map([...keys].map(([identity, all]) => [identity, holderAt(all, found, byUuid)]));
}

/** The first key at which anything lies decides. */
function holderAt(
  keys: readonly Key[],
  found: ReadonlyMap<string, IdentityItem>,
  contacts: ReadonlyMap<ContactId, Contact | Tombstone>,
): Holder {
  const at = keys.find(({ pk }) => found.has(pk));
  const holder = holderOf(at && found.get(at.pk), contacts);
  const isOlder = at !== undefined && at !== keys[0];
  return isOlder && (holder.kind === 'tombstone' || holder.kind === 'gone') ? { ...holder, under: at } : holder;
}

function holderOf(item: IdentityItem | undefined, contacts: ReadonlyMap<ContactId, Contact | Tombstone>): Holder {
  const refusal = item && refusalAt(item);
  if (refusal) return { kind: 'tombstone', optOut: refusal };
  if (item?.owner === undefined) return FREE;
  const owner = contacts.get(item.owner);
  if (owner !== undefined && !isTombstone(owner)) return { kind: 'owned', contact: owner };
  return { kind: 'gone', owner: item.owner, optOut: owner ? refusalOf(owner) : null };
}

/** The refusal of an address, or null. Without `said`, `at` stands in for it. */
export function refusalAt({ reason, said, at }: IdentityItem): OptOut | null {
  if (reason === undefined) return null;
  return { reason, said: said ?? (reason === 'stopped' ? (at ?? instant(0)) : null) };
}

/** The item of an address without an owner, with the refusal of its last one. */
export const refusalItem = (key: Key, { reason, said }: OptOut, at: Instant): IdentityItem => ({
  pk: key.pk,
  sk: key.sk,
  reason,
  at,
  ...(said !== null && { said }),
});

export const optOutOf = (holder: Holder): OptOut | null =>
  holder.kind === 'tombstone' || holder.kind === 'gone' ? holder.optOut : null;
