import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Data } from './client.ts';
import { CursorError } from './cursor.ts';
import type { Key } from './keys.ts';
import { justBelow } from './ranges.ts';

export interface ItemPage<Item> {
  readonly items: readonly Item[];
  /** Sort key after which the next page begins; null when there is nothing more. */
  readonly cursor: string | null;
}

/** Below this a further query is not worth its round trip. */
const LEAST_QUERY = 25;

/** Items of one partition, the highest sort key first: `limit` of those that `keep` keeps, or all there are. */
export async function pageItems<Item extends Key>(
  data: Data,
  range: { readonly pk: string; readonly from: string; readonly to: string },
  page: { readonly limit: number; readonly cursor?: string | null | undefined; readonly keep: (item: Item) => boolean },
): Promise<ItemPage<Item>> {
  if (page.cursor && (page.cursor < range.from || page.cursor > range.to)) throw new CursorError(page.cursor);
  const items: Item[] = [];
  let to = page.cursor ? justBelow(page.cursor) : range.to;
  while (range.from <= to) {
    const answer = await data.documents.send(
      new QueryCommand({
        TableName: data.contactsTable,
        KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :to',
        ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
        ExpressionAttributeValues: { ':pk': range.pk, ':from': range.from, ':to': to },
        ScanIndexForward: false,
        Limit: Math.max(LEAST_QUERY, page.limit - items.length + 1),
      }),
    );
    const found = (answer.Items ?? []) as Item[];
    items.push(...found.filter(page.keep));
    if (items.length > page.limit)
      return { items: items.slice(0, page.limit), cursor: items[page.limit - 1]?.sk ?? null };
    const last = found.at(-1);
    if (answer.LastEvaluatedKey === undefined || last === undefined) break;
    to = justBelow(last.sk);
  }
  return { items, cursor: null };
}
