import { type BatchStatement, readStatement } from '../../../infra/local/dynamodb/statement.ts';
import type { Keys } from '../../../infra/local/dynamodb/table-shape.ts';

/** An item that a call writes: its table and attributes, with the key. */
export interface Written {
  readonly table: string;
  readonly given: Keys;
}

interface Single {
  readonly TableName: string;
  readonly Item?: Keys;
  readonly Key?: Keys;
}

interface BatchRequest {
  readonly PutRequest?: { readonly Item: Keys };
  readonly DeleteRequest?: { readonly Key: Keys };
}

interface Action {
  readonly Put?: Single;
  readonly Update?: Single;
  readonly Delete?: Single;
}

/** The items that a call writes if it succeeds. Throws for any other operation. */
export function writtenBy(operation: string, body: Readonly<Record<string, unknown>>): readonly Written[] {
  switch (operation) {
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
      return [single(body as unknown as Single)];
    case 'TransactWriteItems':
      return (body['TransactItems'] as readonly Action[]).flatMap(({ Put, Update, Delete }) =>
        [Put ?? Update ?? Delete ?? []].flat().map(single),
      );
    case 'BatchWriteItem':
      return Object.entries(body['RequestItems'] as Readonly<Record<string, readonly BatchRequest[]>>).flatMap(
        ([table, requests]) =>
          requests.map(({ PutRequest, DeleteRequest }) => ({
            table,
            given: PutRequest?.Item ?? DeleteRequest?.Key ?? {},
          })),
      );
    case 'BatchExecuteStatement':
      return (body['Statements'] as readonly BatchStatement[]).map(readStatement).map(({ table, where, set }) => ({
        table,
        given: Object.fromEntries([...set, ...where.slice(0, 2)]) as Keys,
      }));
    default:
      if (/Statement|Transaction$/.test(operation)) throw new Error(`${operation}: not while indexes lag`);
      return [];
  }
}

const single = ({ TableName, Item, Key }: Single): Written => ({ table: TableName, given: Item ?? Key ?? {} });
