/**
 * Statements for dynoxide, which refuses PartiQL: a batch becomes one transaction, which commits once. A statement that
 * fails its condition leaves the transaction, and the others go on, as in DynamoDB.
 */
import { awsJson } from '../http/aws-json.ts';
import { type Intercept, readJson, type SdkCall } from '../http/proxy.ts';
import type { HttpResponse } from '../http/response.ts';
import { type Image, indexUnits } from './index-units.ts';
import { type BatchStatement, readStatement, type WriteStatement } from './statement.ts';
import { type Shape, shapes } from './table-shape.ts';
import { actionOf, keyOf } from './update-of.ts';

type Forward = Parameters<Intercept>[1];

interface StatementError {
  readonly Code: string;
  readonly Message: string;
}

/** What was done so far: the errors of statements, and the write units of the table. */
interface Done {
  readonly errors: Map<WriteStatement, StatementError>;
  units: number;
}

/** Passes calls on, and statements in a form that dynoxide takes. */
export function translatedStatements(): Intercept {
  const shapeOf = shapes();
  return async (call, forward) => {
    if (call.operation !== 'BatchExecuteStatement') return forward(call.body);
    const statements = statementsOf(call);
    const shape = await shapeOf(tableOf(statements), forward);
    const before = await imagesOf(statements, shape, forward);
    return translate(statements, { shape, before }, forward);
  };
}

/** The keys of items by their own keys in JSON; none of those that are made. */
type Images = ReadonlyMap<string, Image>;

const statementsOf = (call: SdkCall): WriteStatement[] =>
  (readJson(call)['Statements'] as readonly BatchStatement[]).map(readStatement);

/** Functions name one table in a batch. */
const tableOf = (statements: readonly WriteStatement[]): string => {
  const [first, ...others] = new Set(statements.map(({ table }) => table));
  if (first === undefined || others.length > 0) throw new Error('A batch of statements is about one table here');
  return first;
};

interface Known {
  readonly shape: Shape;
  readonly before: Images;
}

async function translate(statements: readonly WriteStatement[], { shape, before }: Known, forward: Forward) {
  const done: Done = { errors: new Map(), units: 0 };
  const actions = new Map(statements.map((one) => [one, actionOf(one)]));
  await together(actions, forward, done);
  const TableName = tableOf(statements);
  const written = statements.filter((one) => !done.errors.has(one));
  const indexes = indexUnits(written, (one) => before.get(JSON.stringify(keyOf(one))), shape);
  const CapacityUnits = Object.values(indexes).reduce((sum, units) => sum + units, done.units);
  return answerOf({
    Responses: statements.map((one) => ({ TableName, ...(done.errors.has(one) && { Error: done.errors.get(one) }) })),
    ConsumedCapacity: [
      {
        TableName,
        CapacityUnits,
        Table: { CapacityUnits: done.units },
        GlobalSecondaryIndexes: Object.fromEntries(
          Object.entries(indexes).map(([index, units]) => [index, { CapacityUnits: units }]),
        ),
      },
    ],
  });
}

interface Transacted {
  readonly CancellationReasons?: readonly { readonly Code?: string; readonly Message?: string }[];
  readonly ConsumedCapacity?: readonly { readonly Table?: { readonly CapacityUnits: number } }[];
}

/** What each statement does, as an action of a transaction. */
type Actions = ReadonlyMap<WriteStatement, ReturnType<typeof actionOf>>;

/** Writes them in one transaction; without those whose condition fails, again. */
async function together(actions: Actions, forward: Forward, done: Done): Promise<void> {
  const left = [...actions.keys()].filter((one) => !done.errors.has(one));
  if (left.length === 0) return;
  const request = { TransactItems: left.map((one) => actions.get(one)), ReturnConsumedCapacity: 'INDEXES' };
  const answer = await forward(bodyOf(request), 'TransactWriteItems');
  const { CancellationReasons: reasons, ConsumedCapacity: consumed = [] } = readJson(answer) as Transacted;
  if (answer.status === 200) {
    // A transaction costs twice.
    for (const { Table } of consumed) done.units += (Table?.CapacityUnits ?? 0) / 2;
    return;
  }
  for (const [index, { Code = 'None', Message = '' }] of (reasons ?? []).entries()) {
    const one = left[index];
    if (Code !== 'None' && one !== undefined) done.errors.set(one, errorOf(one, Code, Message));
  }
  // Refused as a whole: each by itself says which one it is.
  if (left.every((one) => !done.errors.has(one))) await eachAlone(left, actions, forward, done);
  else await together(actions, forward, done);
}

async function eachAlone(
  some: readonly WriteStatement[],
  actions: Actions,
  forward: Forward,
  done: Done,
): Promise<void> {
  for (const one of some) {
    const [[action, request] = ['', {}]] = Object.entries(actions.get(one) ?? {});
    const answer = await forward(bodyOf({ ...request, ReturnConsumedCapacity: 'INDEXES' }), `${action}Item`);
    const read = readJson(answer);
    if (answer.status === 200) {
      done.units += (read['ConsumedCapacity'] as { Table?: { CapacityUnits: number } }).Table?.CapacityUnits ?? 0;
      continue;
    }
    const { __type = '', message = '', Message = message } = read as Readonly<Record<string, string>>;
    const name = __type.replace(/.*#|Exception$/g, '');
    done.errors.set(one, errorOf(one, name === 'Validation' ? 'ValidationError' : name, Message));
  }
}

/** An insertion over an item has a code of its own. */
const errorOf = ({ inserts }: WriteStatement, code: string, Message: string): StatementError => ({
  Code: inserts && /^ConditionalCheckFailed/.test(code) ? 'DuplicateItem' : code,
  Message,
});

/** The keys of the items in the table and its indexes. */
async function imagesOf(all: readonly WriteStatement[], { key, indexed }: Shape, forward: Forward): Promise<Images> {
  const statements = all.filter(({ inserts }) => !inserts);
  if (indexed.length === 0 || statements.length === 0) return new Map();
  const names = [...key, ...indexed].map((name, index) => [`#n${index}`, name] as const);
  const TableName = tableOf(statements);
  const request = {
    Keys: statements.map(keyOf),
    ProjectionExpression: names.map(([short]) => short).join(', '),
    ExpressionAttributeNames: Object.fromEntries(names),
    ConsistentRead: true,
  };
  const answer = await forward(bodyOf({ RequestItems: { [TableName]: request } }), 'BatchGetItem');
  const { Responses = {} } = readJson(answer) as { readonly Responses?: Readonly<Record<string, readonly Image[]>> };
  return new Map(
    (Responses[TableName] ?? []).map((item) => [
      JSON.stringify(Object.fromEntries(key.map((name) => [name, item[name]]))),
      item,
    ]),
  );
}

const bodyOf = (body: object): Buffer => Buffer.from(JSON.stringify(body));

const answerOf = (body: object): HttpResponse => awsJson({ status: 200, body });
