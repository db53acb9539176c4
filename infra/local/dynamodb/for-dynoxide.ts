import { type Intercept, readJson } from '../http/proxy.ts';
import type { HttpResponse } from '../http/response.ts';
import { translatedStatements } from './statements.ts';
import { type Shape, shapes } from './table-shape.ts';

interface WriteRequest {
  readonly PutRequest?: { readonly Item: Readonly<Record<string, unknown>> };
  readonly DeleteRequest?: { readonly Key: object };
}

interface Units {
  readonly CapacityUnits: number;
}

/** What dynoxide counts in a transaction. */
interface Consumed {
  readonly TableName: string;
  readonly Table: Units;
  readonly GlobalSecondaryIndexes?: Readonly<Record<string, Units>>;
}

/** Passes calls on in the form that dynoxide takes, or takes in less time: batches of statements and of writes. */
export function forDynoxide(): Intercept {
  const statements = translatedStatements();
  const batches = writtenTogether();
  return (call, forward) => (call.operation === 'BatchWriteItem' ? batches : statements)(call, forward);
}

/**
 * Passes calls on, and a batch of writes to one table as one transaction: dynoxide commits each write of a batch by
 * itself, and waits for the disk each time (ADR 105). What a transaction refuses is sent as the batch that it was.
 */
export function writtenTogether(): Intercept {
  const shapeOf = shapes();
  return async (call, forward) => {
    if (call.operation !== 'BatchWriteItem') return forward(call.body);
    const { RequestItems = {}, ...options } = readJson(call) as {
      readonly RequestItems?: Readonly<Record<string, readonly WriteRequest[]>>;
      readonly ReturnConsumedCapacity?: string;
    };
    const [[table, requests] = ['', []], ...others] = Object.entries(RequestItems);
    // Of a total nobody could tell which units are the table's.
    if (others.length > 0 || requests.length < 2 || options.ReturnConsumedCapacity === 'TOTAL')
      return forward(call.body);
    if (isIndexed(requests, await shapeOf(table, forward))) return forward(call.body);
    const TransactItems = requests.map((request) => actionOf(table, request));
    const answer = await forward(Buffer.from(JSON.stringify({ ...options, TransactItems })), 'TransactWriteItems');
    return answer.status === 200 ? asOfBatch(answer) : forward(call.body);
  };
}

/** Whether an item gets entries in indexes, of which dynoxide counts other units in a transaction. */
const isIndexed = (requests: readonly WriteRequest[], { indexed }: Shape): boolean =>
  requests.some(({ PutRequest }) => PutRequest !== undefined && indexed.some((name) => name in PutRequest.Item));

const actionOf = (TableName: string, { PutRequest, DeleteRequest }: WriteRequest): object =>
  PutRequest ? { Put: { TableName, Item: PutRequest.Item } } : { Delete: { TableName, Key: DeleteRequest?.Key } };

function asOfBatch(answer: HttpResponse): HttpResponse {
  const { ConsumedCapacity } = readJson(answer) as { readonly ConsumedCapacity?: readonly Consumed[] };
  const body = { UnprocessedItems: {}, ...(ConsumedCapacity && { ConsumedCapacity: ConsumedCapacity.map(unitsOf) }) };
  return { ...answer, body: Buffer.from(JSON.stringify(body)) };
}

/** A transaction costs twice in the table; dynoxide counts entries of indexes once, and here they are only deleted. */
function unitsOf({ TableName, Table, GlobalSecondaryIndexes: given = {} }: Consumed): object {
  const entries = Object.entries(given).map(([index, { CapacityUnits }]) => [index, { CapacityUnits }] as const);
  const table = Table.CapacityUnits / 2;
  return {
    TableName,
    CapacityUnits: entries.reduce((sum, [, { CapacityUnits }]) => sum + CapacityUnits, table),
    Table: { CapacityUnits: table },
    ...(entries.length > 0 && { GlobalSecondaryIndexes: Object.fromEntries(entries) }),
  };
}
