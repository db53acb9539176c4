import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Data } from '../../../shared/data/dynamo/index.ts';

type Item = Readonly<Record<string, unknown>>;

/** Items that requests themselves leave: rate limits and Idempotency-Keys. */
const OF_REQUESTS = /^[LK]#/;

/** Every item of a workspace in both tables, apart from what each request leaves. */
export async function itemsOf(data: Data, workspace: string): Promise<Item[]> {
  const tables = await Promise.all([data.contactsTable, data.workspaceTable].map((name) => scan(data, name)));
  return tables
    .flat()
    .filter((item) => !OF_REQUESTS.test(String(item['pk'])) && JSON.stringify(item).includes(workspace))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
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
