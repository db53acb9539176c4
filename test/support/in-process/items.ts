import { DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Data } from '../../../shared/data/dynamo/index.ts';

type Item = Readonly<Record<string, unknown>>;

/** Items that requests themselves leave: rate limits, Idempotency-Keys, and the audit log, also of an export. */
const OF_REQUESTS = /^[LKU]#/;

/** Every item of a workspace in both tables, apart from what each request leaves. */
export async function itemsOf(data: Data, workspace: string): Promise<Item[]> {
  const tables = await Promise.all([data.contactsTable, data.workspaceTable].map((name) => scan(data, name)));
  return tables
    .flat()
    .filter((item) => !OF_REQUESTS.test(String(item['pk'])) && JSON.stringify(item).includes(workspace))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Deletes what has expired by a time (milliseconds since 1970), which no local engine does. */
export async function deleteExpired(data: Data, time: number): Promise<void> {
  for (const TableName of [data.contactsTable, data.workspaceTable])
    for (const { pk, sk, ttl } of await scan(data, TableName))
      if (typeof ttl === 'number' && ttl < time / 1_000)
        await data.documents.send(new DeleteCommand({ TableName, Key: { pk, sk } }));
}

const keyOf = ({ pk, sk }: Item): string => `${pk} ${sk}`;

async function scan({ documents }: Data, TableName: string): Promise<Item[]> {
  const items: Item[] = [];
  let ExclusiveStartKey: Item | undefined;
  do {
    const page = await documents.send(new ScanCommand({ TableName, ExclusiveStartKey }));
    items.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items;
}
