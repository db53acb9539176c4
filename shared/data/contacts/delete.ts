import type { Change, Contact, Tombstone } from '../../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import {
  CONTACT_SK,
  type Data,
  deleteAll,
  eachOf,
  equals,
  type Key,
  put,
  queryAll,
  remove,
  write,
} from '../dynamo/index.ts';
import { conditionalPut } from './commit.ts';
import { contactPk } from './keys.ts';
import { deleteStints, stintsBegun } from './rosters.ts';
import { identitiesOf, keyOfIdentity } from './urn-owners.ts';

/**
 * Turns the contact into a tombstone, if it still is at the version that was read; `moved` otherwise. 4 write units.
 * From then on it owns no address; the stream cleans up what else there is. Whether it may be deleted is the caller's question.
 */
export async function deleteContact(
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
    modifiedOn: now,
    optOut: contact.optOut,
    version: contact.version + 1,
    lastChange: change,
  };
  const stored = await write(data, conditionalPut(workspace, contact, tombstone));
  return { outcome: stored ? 'deleted' : 'moved' };
}

/** What is left under a person's key, as far as cleaning up looks at it. */
interface Leftover extends Key {
  readonly deleted?: true;
  readonly modified?: Instant;
}

/**
 * Removes everything that a deleted contact leaves: identities (a tombstone takes the place of each when the contact had
 * opted out), roster entries, history, messages. Safe to repeat. Does nothing while the contact is not deleted.
 */
export async function cleanUp(data: Data, workspace: WorkspaceId, before: Contact): Promise<void> {
  const found = await leftovers(data, workspace, before.uuid);
  const item = found.find(({ sk }) => sk === CONTACT_SK);
  if (item !== undefined && item.deleted === undefined) return;
  await eachOf(identitiesOf(before), 8, (identity) =>
    freeIdentity(data, workspace, before, identity, item?.modified ?? before.modifiedOn),
  );
  await deleteStints(data, workspace, stintsBegun(null, before));
  await deleteAll(
    data,
    'contacts',
    found.filter(({ sk }) => sk !== CONTACT_SK),
  );
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

/** Deletes the identity or makes it a tombstone, in one write; nothing when this contact no longer owns it. */
async function freeIdentity(
  data: Data,
  workspace: WorkspaceId,
  { uuid, optOut }: Contact,
  identity: string,
  at: Instant,
): Promise<void> {
  const key = await keyOfIdentity(data, workspace, identity);
  const stillOwned = equals('owner', uuid);
  const freed =
    optOut === null ? remove('contacts', key, stillOwned) : put('contacts', { ...key, reason: optOut, at }, stillOwned);
  await write(data, freed);
}
