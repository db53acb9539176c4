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

interface Scan {
  readonly table: Table;
  /** Filters the returned items; the others cost the same. */
  readonly where?: ItemCondition;
  /** One of several parts of the table, which are scanned side by side. */
  readonly segment?: { readonly number: number; readonly of: number };
}

/** The items in a table's next 1 MB, of all workspaces: for people's commands and the audit. 0.125 read units a KB. */
export async function scanPage<Item>(data: Data, scan: Scan, start: Key | undefined): Promise<QueryPage<Item>> {
  const { table, where, segment } = scan;
  const placeholders = new Placeholders();
  const request = {
    TableName: tableName(data, table),
    ...(where !== undefined && { FilterExpression: conditionText(where, placeholders) }),
    ...placeholders.attributes(),
    ...(segment !== undefined && { Segment: segment.number, TotalSegments: segment.of }),
    ...(start !== undefined && { ExclusiveStartKey: start }),
  };
  const { Items, LastEvaluatedKey } = await retryWithinLimit(() => data.documents.send(new ScanCommand(request)));
  return { items: (Items ?? []) as Item[], next: LastEvaluatedKey as Key | undefined };
}
