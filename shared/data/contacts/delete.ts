import { type Change, type Contact, isTombstone, type Tombstone } from '../../domain/contacts/contact.ts';
import { marksAfter } from '../../domain/contacts/marks.ts';
import { refusalOf } from '../../domain/contacts/opt-out/last-word.ts';
import type { Removed } from '../../domain/erasures/erasure.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { type Instant, laterOf } from '../../domain/instant.ts';
import {
  CONFLICT,
  CONTACT_SK,
  type Data,
  deleteAll,
  eachOf,
  equals,
  type ItemCondition,
  isAbsent,
  type Key,
  MESSAGE_PREFIX,
  put,
  queryAll,
  RACES,
  remove,
  retryOnConflict,
  transact,
  write,
} from '../dynamo/index.ts';
import { conditionalPut } from './commit.ts';
import { contactPk, EVENT_PREFIX } from './keys.ts';
import { readContact } from './read.ts';
import { deleteStints, stintsBegun } from './rosters.ts';
import { type IdentityItem, identitiesOf, keysOfIdentity, refusalItem } from './urn-owners.ts';

type Deleted<Reason> =
  | { readonly outcome: 'deleted' | 'missing' }
  | { readonly outcome: 'already_deleted'; readonly tombstone: Tombstone }
  | { readonly outcome: 'refused'; readonly reason: Reason };

interface Deletion {
  readonly change: Change;
  readonly now: Instant;
  /** The contact as it was read before, which saves a read. */
  readonly read?: Contact | Tombstone;
}

/** Makes a contact a tombstone unless `refuse` returns a reason. 4 write units. ContentionError after 8 lost races. */
export async function deleteContact<Reason>(
  data: Data,
  workspace: WorkspaceId,
  uuid: ContactId,
  { change, now, read }: Deletion,
  refuse: (contact: Contact) => Reason | null,
): Promise<Deleted<Reason>> {
  let known = read;
  return retryOnConflict<Deleted<Reason>>(RACES, `contact ${uuid}`, async () => {
    const contact = known ?? (await readContact(data, workspace, uuid, { consistent: true }));
    known = undefined;
    if (contact === null) return { outcome: 'missing' };
    if (isTombstone(contact)) return { outcome: 'already_deleted', tombstone: contact };
    const reason = refuse(contact);
    if (reason !== null) return { outcome: 'refused', reason };
    const { outcome } = await deleteVersion(data, workspace, contact, change, now);
    return outcome === 'deleted' ? { outcome } : CONFLICT;
  });
}

/** Makes a contact a tombstone unless it has `moved` since it was read. 4 write units; the stream cleans up. */
export async function deleteVersion(
  data: Data,
  workspace: WorkspaceId,
  contact: Contact,
  change: Change,
  now: Instant,
): Promise<{ outcome: 'deleted' | 'moved' }> {
  const tombstone: Tombstone = {
    uuid: contact.uuid,
    deleted: true,
    createdOn: contact.createdOn,
    modifiedOn: laterOf(contact.modifiedOn, now),
    optOut: contact.optOut,
    lastWord: optOutAlone(contact),
    version: contact.version + 1,
    lastChange: change,
    marks: marksAfter(contact, change),
    shard: contact.shard,
  };
  const stored = await write(data, conditionalPut(workspace, contact, tombstone));
  return { outcome: stored ? 'deleted' : 'moved' };
}

/** Only when the person opted out, without the word and what others wrote about it. */
function optOutAlone(contact: Contact): Tombstone['lastWord'] {
  const said = refusalOf(contact)?.said ?? null;
  return said === null ? null : { says: 'out', on: said };
}

/** An item under a person's key, as far as cleaning up needs it. */
interface Leftover extends Key {
  readonly deleted?: true;
  readonly modified?: Instant;
}

export interface Leftovers {
  readonly before: Contact;
  readonly items: readonly Leftover[];
}

/** Finds what a deleted contact left behind: 1 consistent Query. Null unless the contact is deleted. */
export async function findLeftovers(data: Data, workspace: WorkspaceId, before: Contact): Promise<Leftovers | null> {
  const items = await leftovers(data, workspace, before.uuid);
  const item = items.find(({ sk }) => sk === CONTACT_SK);
  return item !== undefined && item.deleted === undefined ? null : { before, items };
}

export function countLeftovers({ before, items }: Leftovers): Removed {
  const having = (prefix: string) => items.filter(({ sk }) => sk.startsWith(prefix)).length;
  const groups = stintsBegun(null, before).length;
  return { history: having(EVENT_PREFIX), messages: having(MESSAGE_PREFIX), groups };
}

/** Removes what a deleted contact left: identities (or a tombstone for an opt-out), rosters, history, messages. */
export async function removeLeftovers(data: Data, workspace: WorkspaceId, { before, items }: Leftovers): Promise<void> {
  const item = items.find(({ sk }) => sk === CONTACT_SK);
  await eachOf(identitiesOf(before), 8, (identity) =>
    freeIdentity(data, workspace, before, identity, item?.modified ?? before.modifiedOn),
  );
  await deleteStints(data, workspace, stintsBegun(null, before));
  await deleteAll(
    data,
    'contacts',
    items.filter(({ sk }) => sk !== CONTACT_SK),
  );
}

/** Finds and removes; does nothing unless the contact is deleted. */
export async function cleanUp(data: Data, workspace: WorkspaceId, before: Contact): Promise<void> {
  const found = await findLeftovers(data, workspace, before);
  if (found !== null) await removeLeftovers(data, workspace, found);
}

async function leftovers(data: Data, workspace: WorkspaceId, uuid: ContactId): Promise<Leftover[]> {
  const found: Leftover[] = [];
  const items = queryAll<Leftover>(data, {
    table: 'contacts',
    partition: contactPk(workspace, uuid),
    attributes: ['pk', 'sk', 'deleted', 'modified'],
    consistent: true,
  });
  for await (const item of items) found.push(item);
  return found;
}

/** Deletes the identity or makes it a tombstone; does nothing when this contact no longer owns it. */
async function freeIdentity(
  data: Data,
  workspace: WorkspaceId,
  contact: Contact,
  identity: string,
  at: Instant,
): Promise<void> {
  const [key, ...older] = await keysOfIdentity(data, workspace, identity);
  const stillOwned = equals('owner', contact.uuid);
  const refusal = refusalOf(contact);
  const freed =
    refusal === null ? remove('contacts', key, stillOwned) : put('contacts', refusalItem(key, refusal, at), stillOwned);
  await write(data, freed);
  const kept = refusal && refusalItem(key, refusal, at);
  for (const one of older) await freeUnder(data, one, stillOwned, kept);
}

/** For an identity under an earlier key: a refusal moves to the first key, unless something lies there. */
async function freeUnder(data: Data, key: Key, stillOwned: ItemCondition, kept: IdentityItem | null): Promise<void> {
  const left = remove('contacts', key, stillOwned);
  const moved = kept === null ? [left] : [left, put('contacts', kept, isAbsent)];
  if (!(await transact(data, moved)).ok) await write(data, left);
}
