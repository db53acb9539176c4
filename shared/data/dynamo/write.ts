/**
 * Writes are plain values, made where the item is known, and sent alone (`write`) or together (`transact`). A failed
 * condition is a value too; AWS's exceptions do not leave this folder.
 */

import { randomUUID } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  PutCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { unreachable } from '../../domain/unreachable.ts';
import type { Data } from './client.ts';
import { conditionText, type ItemCondition, Placeholders, type Update, updateText } from './expression.ts';
import { COLLISIONS, CONFLICT, retryOnConflict } from './retry.ts';
import { retryWithinLimit } from './retry-limit.ts';
import { type Key, type Table, type TableNames, tableName } from './table.ts';
import { asUnstorable, UnstorableError } from './unstorable.ts';

interface Common {
  readonly table: Table;
  /** A condition on the stored item; without one the write always happens. */
  readonly condition?: ItemCondition | undefined;
}

export type Put = Common & { readonly kind: 'put'; readonly item: Key };
export type Write =
  | Put
  | (Common & { readonly kind: 'update'; readonly key: Key; readonly update: Update })
  | (Common & { readonly kind: 'remove'; readonly key: Key });

/** Stores a whole item, replacing what is under its key. */
export const put = <Item extends Key>(table: Table, item: Item, condition?: ItemCondition): Put => ({
  kind: 'put',
  table,
  item,
  condition,
});

export const update = (table: Table, key: Key, change: Update, condition?: ItemCondition): Write => ({
  kind: 'update',
  table,
  key,
  update: change,
  condition,
});

/** Deletes an item; without a condition also a missing one. */
export const remove = (table: Table, key: Key, condition?: ItemCondition): Write => ({
  kind: 'remove',
  table,
  key,
  condition,
});

/** Sends one write; false when its condition failed. Throws ContentionError and UnstorableError. */
export const write = (data: Data, one: Write): Promise<boolean> =>
  retryOnConflict(COLLISIONS, `an item of ${one.table}`, async () => {
    try {
      await send(data, one);
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      if (error instanceof TransactionConflictException) return CONFLICT;
      throw asUnstorable(error);
    }
  });

async function send(data: Data, one: Write): Promise<void> {
  const { Put, Update, Delete } = requestOf(data, one);
  if (Put) await retryWithinLimit(() => data.documents.send(new PutCommand(Put)));
  if (Update) await retryWithinLimit(() => data.documents.send(new UpdateCommand(Update)));
  if (Delete) await retryWithinLimit(() => data.documents.send(new DeleteCommand(Delete)));
}

/** Adds to numbers of an item, made if absent, and returns what they are then. One write unit; never a conflict. */
export async function addUp(
  data: Data,
  table: Table,
  key: Key,
  { add, setOnce }: Pick<Update, 'add' | 'setOnce'>,
): Promise<Readonly<Record<string, number>>> {
  const { Update } = requestOf(data, update(table, key, { add, setOnce } as Update));
  if (!Update) throw new Error('An update is sent as one');
  const sent = await retryWithinLimit(() =>
    data.documents.send(new UpdateCommand({ ...Update, ReturnValues: 'UPDATED_NEW' })),
  );
  return (sent.Attributes ?? {}) as Readonly<Record<string, number>>;
}

type Request = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** The write in the SDK's form. */
export function requestOf(tables: TableNames, one: Write): Request {
  const placeholders = new Placeholders();
  const TableName = tableName(tables, one.table);
  const condition = one.condition && { ConditionExpression: conditionText(one.condition, placeholders) };
  switch (one.kind) {
    case 'put':
      return { Put: { TableName, Item: { ...one.item }, ...condition, ...placeholders.attributes() } };
    case 'remove':
      return { Delete: { TableName, Key: keyOf(one.key), ...condition, ...placeholders.attributes() } };
    case 'update': {
      const UpdateExpression = updateText(one.update, placeholders);
      const attributes = placeholders.attributes();
      return { Update: { TableName, Key: keyOf(one.key), UpdateExpression, ...condition, ...attributes } };
    }
    default:
      return unreachable(one);
  }
}

const keyOf = ({ pk, sk }: Key): Record<string, string> => ({ pk, sk });

/** `failed[i]` is true when the condition of write i did not hold. */
type Transacted = { readonly ok: true } | { readonly ok: false; readonly failed: readonly boolean[] };

/** Writes all or nothing; `token` makes repeats safe. Throws UnstorableError, ContentionError after 15 collisions. */
export const transact = (data: Data, writes: readonly Write[]): Promise<Transacted> =>
  retryOnConflict<Transacted>(COLLISIONS, `a transaction of ${writes.length}`, async () => {
    try {
      const TransactItems = writes.map((one) => requestOf(data, one));
      const request = { TransactItems, ClientRequestToken: randomUUID() };
      await retryWithinLimit(() => data.documents.send(new TransactWriteCommand(request)));
      return { ok: true };
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw asUnstorable(error);
      const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code);
      const failed = codes.map((code) => code === 'ConditionalCheckFailed');
      if (failed.includes(true)) return { ok: false, failed };
      if (codes.includes('TransactionConflict')) return CONFLICT;
      if (codes.includes('ValidationError'))
        throw new UnstorableError('no_form', { code: 'no_form' }, { cause: error });
      throw error;
    }
  });
