import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Data } from './client.ts';
import { conditionText, type ItemCondition, Placeholders } from './expression.ts';
import type { QueryPage } from './query.ts';
import { retryWithinLimit } from './retry-limit.ts';
import { type Key, type Table, tableName } from './table.ts';

/** Whether a table has no item at all. For commands of people. 0.5 read units. */
export async function holdsNothing(data: Data, table: Table): Promise<boolean> {
  const request = { TableName: tableName(data, table), Limit: 1 };
  const { Items = [] } = await retryWithinLimit(() => data.documents.send(new ScanCommand(request)));
  return Items.length === 0;
}

/** The items in a table's next 1 MB, of all workspaces, for commands of people. 0.125 read units a KB. */
export async function scanPage<Item>(
  data: Data,
  table: Table,
  where: ItemCondition,
  start: Key | undefined,
): Promise<QueryPage<Item>> {
  const placeholders = new Placeholders();
  const request = {
    TableName: tableName(data, table),
    FilterExpression: conditionText(where, placeholders),
    ...placeholders.attributes(),
    ...(start !== undefined && { ExclusiveStartKey: start }),
  };
  const { Items, LastEvaluatedKey } = await retryWithinLimit(() => data.documents.send(new ScanCommand(request)));
  return { items: (Items ?? []) as Item[], next: LastEvaluatedKey as Key | undefined };
}
