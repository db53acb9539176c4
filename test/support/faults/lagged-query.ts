/** Answers a query of an index from the index before its latest changes. */

import type { Keys, Shape } from '../../../infra/local/dynamodb/table-shape.ts';
import { type Intercept, readJson } from '../../../infra/local/http/proxy.ts';
import { type HttpResponse, json } from '../../../infra/local/http/response.ts';

/** An item as it is in an index of keys. */
export type Entry = Keys;

/** How recently changed items are still seen, by their keys; null: not there yet. */
export type View = ReadonlyMap<string, Entry | null>;

export interface Lagged {
  readonly TableName: string;
  readonly IndexName: string;
  readonly KeyConditionExpression: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues: Keys;
  readonly ProjectionExpression?: string;
  readonly FilterExpression?: string;
  readonly ScanIndexForward?: boolean;
  readonly Limit?: number;
  readonly ExclusiveStartKey?: Entry;
}

interface Answered {
  readonly Items: readonly Entry[];
  readonly LastEvaluatedKey?: Entry;
}

type Forward = Parameters<Intercept>[1];

/** Reads the present index, and puts earlier entries back for recent changes: a page lacks none of its range. */
export async function asOf(view: View, query: Lagged, shape: Shape, forward: Forward): Promise<HttpResponse> {
  if (view.size === 0) return forward(Buffer.from(JSON.stringify(query)));
  if (query.FilterExpression !== undefined) return refusal('a query of an index with a FilterExpression');
  const isAsked = conditionOf(query);
  if (isAsked === null) return refusal(`the key condition ${query.KeyConditionExpression}`);
  for (let start = query.ExclusiveStartKey; ; ) {
    const answer = await forward(Buffer.from(JSON.stringify(whole(query, start))));
    if (answer.status !== 200) return answer;
    const read = readJson(answer) as unknown as Answered;
    const page = olderPage(view, { query, shape, isAsked, start }, read);
    if (page.Items.length === 0 && page.LastEvaluatedKey) start = page.LastEvaluatedKey;
    else return { ...answer, body: Buffer.from(JSON.stringify({ ...read, ...shown(query, page) })) };
  }
}

const refusal = (what: string): HttpResponse =>
  json(400, { __type: 'com.amazon.coral.validate#ValidationException', message: `Not while indexes lag: ${what}` });

interface Reading {
  readonly query: Lagged;
  readonly shape: Shape;
  readonly isAsked: (entry: Entry) => boolean;
  readonly start: Entry | undefined;
}

/** A page of the earlier index, over the range of the engine's page. */
function olderPage(view: View, { query, shape, isAsked, start }: Reading, read: Answered): Answered {
  const { IndexName, ScanIndexForward = true, Limit = Number.POSITIVE_INFINITY } = query;
  const [, sortKey = ''] = shape.indexes[IndexName] ?? [];
  const textOf = (entry: Entry): string => entry[sortKey]?.S ?? '';
  const order = (a: Entry, b: Entry) => (textOf(a) < textOf(b) ? -1 : 1) * (ScanIndexForward ? 1 : -1);
  const pick = (entry: Entry, names: readonly string[]) => Object.fromEntries(names.map((name) => [name, entry[name]]));
  const idOf = (entry: Entry) => JSON.stringify(pick(entry, shape.key));
  const { LastEvaluatedKey: end } = read;
  const isHere = (entry: Entry) =>
    isAsked(entry) &&
    (!start || (order(start, entry) < 0 && textOf(start) !== textOf(entry))) &&
    (!end || order(entry, end) < 0 || textOf(entry) === textOf(end));
  const unchanged = read.Items.filter((entry) => !view.has(idOf(entry)));
  const older = [...view.values()].filter((entry): entry is Entry => entry !== null && isHere(entry));
  const all = [...unchanged, ...older].sort(order);
  if (all.length <= Limit) return { Items: all, ...(end && { LastEvaluatedKey: end }) };
  const Items = all.slice(0, Limit);
  return { Items, LastEvaluatedKey: pick(Items.at(-1) as Entry, [...shape.key, ...(shape.indexes[IndexName] ?? [])]) };
}

/** The query for whole entries, without names that only its projection used. */
function whole({ ProjectionExpression: _, ExpressionAttributeNames = {}, ...query }: Lagged, start: Entry | undefined) {
  const used = Object.entries(ExpressionAttributeNames).filter(([name]) =>
    new RegExp(`${name}\\b`).test(query.KeyConditionExpression),
  );
  return {
    ...query,
    ...(used.length > 0 && { ExpressionAttributeNames: Object.fromEntries(used) }),
    ...(start && { ExclusiveStartKey: start }),
  };
}

function shown({ ProjectionExpression, ExpressionAttributeNames = {} }: Lagged, { Items, LastEvaluatedKey }: Answered) {
  const names = ProjectionExpression?.split(/,\s*/).map((name) => ExpressionAttributeNames[name] ?? name);
  const only = (entry: Entry) => (names ? Object.fromEntries(names.map((name) => [name, entry[name]])) : entry);
  return { Items: Items.map(only), Count: Items.length, LastEvaluatedKey };
}

const CONDITION =
  /^(?<pk>[#\w]+) = (?<pv>:\w+)(?: AND (?:(?<bs>[#\w]+) BETWEEN (?<from>:\w+) AND (?<to>:\w+)|begins_with\((?<ps>[#\w]+), (?<prefix>:\w+)\)))?$/;

/** Whether an entry is in the query's range; null for a condition that the data layer does not make. */
function conditionOf({
  KeyConditionExpression,
  ExpressionAttributeNames = {},
  ExpressionAttributeValues,
}: Lagged): ((entry: Entry) => boolean) | null {
  const groups = CONDITION.exec(KeyConditionExpression)?.groups;
  if (!groups) return null;
  const attribute = (entry: Entry, name = '') => entry[ExpressionAttributeNames[name] ?? name]?.S;
  const value = (name = '') => ExpressionAttributeValues[name]?.S ?? '';
  const { pk, pv, bs, from, to, ps, prefix } = groups;
  return (entry) => {
    if (attribute(entry, pk) !== value(pv)) return false;
    const sort = attribute(entry, bs ?? ps) ?? '';
    if (bs) return sort >= value(from) && sort <= value(to);
    return ps ? sort.startsWith(value(prefix)) : true;
  };
}
