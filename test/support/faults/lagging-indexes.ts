/** Lets global secondary indexes lag as on AWS: the proxy remembers the earlier keys of items just written. */

import { type Keys, type Shape, shapes } from '../../../infra/local/dynamodb/table-shape.ts';
import { type Intercept, readJson, type SdkCall } from '../../../infra/local/http/proxy.ts';
import type { HttpResponse } from '../../../infra/local/http/response.ts';
import { asOf, type Entry, type Lagged, type View } from './lagged-query.ts';
import { type Written, writtenBy } from './written-keys.ts';

export interface LagOptions {
  /** Milliseconds until a change is in the indexes; 0: at once. */
  readonly delayMs: () => number;
  /** Milliseconds since 1970, by the functions' clock: moving it on lets the indexes catch up. */
  readonly now: () => number;
}

interface Change {
  readonly at: number;
  readonly table: string;
  readonly item: string;
  /** The item before, as the indexes have it; null when it did not exist. */
  readonly before: Entry | null;
}

type Forward = Parameters<Intercept>[1];

/** Passes calls on to DynamoDB; their writes reach the indexes after the delay. */
export function laggingIndexes({ delayMs, now }: LagOptions): Intercept {
  const shape = shapes();
  let changes: readonly Change[] = [];

  const recent = (): readonly Change[] => {
    const time = now();
    const delay = delayMs();
    changes = changes.filter(({ at }) => at <= time && time - at < delay);
    return changes;
  };

  /** How recently changed items are still seen: as before their oldest change. */
  function viewOf(table: string): View {
    const view = new Map<string, Entry | null>();
    for (const { table: of, item, before } of recent()) if (of === table && !view.has(item)) view.set(item, before);
    return view;
  }

  async function write(call: SdkCall, written: readonly Written[], forward: Forward): Promise<HttpResponse> {
    const before = await Promise.all(
      written.map(async ({ table, given }) => imageOf(table, given, await shape(table, forward), forward)),
    );
    const answer = await forward(call.body);
    const at = now();
    if (answer.status === 200) changes = [...recent(), ...before.flatMap((one) => (one ? { ...one, at } : []))];
    return answer;
  }

  return async (call, forward) => {
    if (delayMs() <= 0) return forward(call.body);
    const body = readJson(call);
    if (call.operation === 'Query' && 'IndexName' in body) {
      const query = body as unknown as Lagged;
      return asOf(viewOf(query.TableName), query, await shape(query.TableName, forward), forward);
    }
    const written = writtenBy(call.operation, body);
    return written.length === 0 ? forward(call.body) : write(call, written, forward);
  };
}

/** The item before a write, as its indexes have it; null for a table without indexes. */
async function imageOf(
  table: string,
  given: Keys,
  { key, indexed }: Shape,
  forward: Forward,
): Promise<Omit<Change, 'at'> | null> {
  if (indexed.length === 0) return null;
  const Key = Object.fromEntries(key.map((name) => [name, given[name]]));
  const body = { TableName: table, Key, ConsistentRead: true };
  const answer = await forward(Buffer.from(JSON.stringify(body)), 'GetItem');
  const { Item } = readJson(answer) as { readonly Item?: Entry };
  const kept =
    Item && Object.fromEntries([...key, ...indexed].flatMap((name) => (Item[name] ? [[name, Item[name]]] : [])));
  return { table, item: JSON.stringify(Key), before: kept ?? null };
}
