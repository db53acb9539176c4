import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Change, Contact, Tombstone } from '../../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { CONTACT_SK, type Data, deleteAll, eachOf, type Key } from '../dynamo/index.ts';
import { conditionalPut, putAlone } from './commit.ts';
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
  const stored = await putAlone(data, conditionalPut(data, workspace, contact, tombstone));
  return { outcome: stored === 'stored' ? 'deleted' : 'moved' };
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
    found.filter(({ sk }) => sk !== CONTACT_SK),
  );
}

async function leftovers(data: Data, workspace: WorkspaceId, uuid: ContactId): Promise<Leftover[]> {
  const found: Leftover[] = [];
  const pages = paginateQuery(
    { client: data.documents },
    {
      TableName: data.contactsTable,
      KeyConditionExpression: '#pk = :pk',
      ProjectionExpression: '#pk, #sk, #deleted, #modified',
      ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk', '#deleted': 'deleted', '#modified': 'modified' },
      ExpressionAttributeValues: { ':pk': contactPk(workspace, uuid) },
      ConsistentRead: true,
    },
  );
  for await (const page of pages) found.push(...((page.Items ?? []) as Leftover[]));
  return found;
}

/** Deletes the identity or makes it a tombstone, in one write, if this contact still owns it. */
async function freeIdentity(
  data: Data,
  workspace: WorkspaceId,
  { uuid, optOut }: Contact,
  identity: string,
  at: Instant,
): Promise<void> {
  const key = await keyOfIdentity(data, workspace, identity);
  const common = {
    TableName: data.contactsTable,
    ConditionExpression: '#owner = :owner',
    ExpressionAttributeNames: { '#owner': 'owner' },
    ExpressionAttributeValues: { ':owner': uuid },
  };
  try {
    if (optOut === null) await data.documents.send(new DeleteCommand({ ...common, Key: key }));
    else await data.documents.send(new PutCommand({ ...common, Item: { ...key, reason: optOut, at } }));
  } catch (error) {
    // Done before, or the address has found a new owner.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
