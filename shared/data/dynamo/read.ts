import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Data } from './client.ts';
import { retryWithinLimit } from './retry-limit.ts';
import { type Key, type Table, tableName } from './table.ts';

/** The item under a key, or null. `consistent`: as of now, for twice the price (1 read unit for 4 KB). */
export async function getItem<Item>(
  data: Data,
  table: Table,
  { pk, sk }: Key,
  { consistent }: { readonly consistent: boolean },
): Promise<Item | null> {
  const request = { TableName: tableName(data, table), Key: { pk, sk }, ConsistentRead: consistent };
  const { Item } = await retryWithinLimit(() => data.documents.send(new GetCommand(request)));
  return (Item as Item | undefined) ?? null;
}
