import { ConditionalCheckFailedException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { PutCommand, type PutCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Contact, Tombstone } from '../domain/contacts/contact.ts';
import type { WorkspaceId } from '../domain/ids.ts';
import type { Data } from './client.ts';
import { claim, type Holder, identitiesOf, release } from './identities.ts';
import { toItem } from './item.ts';
import { type TransactItem, transact } from './transact.ts';

/** `moved`: the contact is no longer as it was read. `urn_taken`: an address it claims is not. Read again, decide again. */
export type Committed = 'stored' | 'moved' | 'urn_taken';

/** A transaction takes 100 actions, and the contact is one of them. */
const MOST_ADDRESSES = 99;

/** The put of `after`, on condition that the contact is still `before` (null: that there is none). */
export function conditionalPut(
  data: Data,
  workspace: WorkspaceId,
  before: Contact | null,
  after: Contact | Tombstone,
): PutCommandInput {
  const common = { TableName: data.contactsTable, Item: { ...toItem(workspace, after) } };
  if (before === null) {
    return {
      ...common,
      ConditionExpression: 'attribute_not_exists(#pk)',
      ExpressionAttributeNames: { '#pk': 'pk' },
    };
  }
  return {
    ...common,
    ConditionExpression: '#version = :version',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':version': before.version },
  };
}

/** Whether the addresses differ: such a change must go through `commit`. */
export const movesIdentities = (before: Contact | null, after: Contact): boolean => {
  const { claimed, released } = identityChanges(before, after);
  return claimed.length + released.length > 0;
};

export function identityChanges(before: Contact | null, after: Contact): { claimed: string[]; released: string[] } {
  const had = new Set(identitiesOf(before));
  const has = new Set(identitiesOf(after));
  return {
    claimed: [...has].filter((identity) => !had.has(identity)),
    released: [...had].filter((identity) => !has.has(identity)),
  };
}

/**
 * Stores one contact over what was read. With changed addresses it is one transaction (twice the units on the table)
 * of at most 100 actions: more than 99 addresses gained and lost at once are refused with a RangeError.
 */
export async function commit(
  data: Data,
  workspace: WorkspaceId,
  before: Contact | null,
  after: Contact,
  holders: ReadonlyMap<string, Holder>,
): Promise<Committed> {
  const put = conditionalPut(data, workspace, before, after);
  if (!movesIdentities(before, after)) return putAlone(data, put);
  const { claimed, released } = identityChanges(before, after);
  const changes = claimed.length + released.length;
  if (changes > MOST_ADDRESSES)
    throw new RangeError(`${changes} addresses of one contact change at once, at most ${MOST_ADDRESSES} can`);
  const items: TransactItem[] = await Promise.all([
    ...released.map((identity) => release(data, workspace, after.uuid, identity)),
    ...claimed.map((identity) =>
      claim(data, workspace, after.uuid, identity, holders.get(identity) ?? { kind: 'free' }),
    ),
  ]);
  const written = await transact(data, [{ Put: { ...put } }, ...items]);
  if (written.ok) return 'stored';
  return written.failed[0] ? 'moved' : 'urn_taken';
}

/** A conditional put by itself. */
export async function putAlone(data: Data, put: PutCommandInput): Promise<'stored' | 'moved'> {
  try {
    await data.documents.send(new PutCommand(put));
    return 'stored';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException || error instanceof TransactionConflictException)
      return 'moved';
    throw error;
  }
}
