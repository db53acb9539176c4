import { type BatchStatement, readStatement } from '../dynamodb/statement.ts';
import { invokedFunction } from '../lambda/invoked-function.ts';
import type { Access } from './is-allowed.ts';

/** What says which resources a call touches. It goes to the functions' threads, so it has no secrets. */
export interface Resources {
  readonly tables: readonly TableKeys[];
  /** ARNs of queues by their URL. */
  readonly queues: Readonly<Record<string, string>>;
  /** Host and port of the local S3, and of Lambda. */
  readonly s3: string;
  readonly lambda: string;
  /** ARNs of functions by their name. */
  readonly functions: Readonly<Record<string, string>>;
  /** ARNs of event buses by their name. */
  readonly buses: Readonly<Record<string, string>>;
}

interface TableKeys {
  readonly name: string;
  readonly arn: string;
  /** The name of the partition key: under '' the table's, else an index's. */
  readonly partitionKeys: Readonly<Record<string, string>>;
}

type Body = Readonly<Record<string, unknown>>;
type Item = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * What a call to AWS does, as IAM sees it; a transaction or batch does each of its parts. Throws for unknown calls.
 * @param target - the header `x-amz-target`: the service and the operation
 */
export function accessesOf(target: string, body: Body, resources: Resources): readonly Access[] {
  const [service = '', operation = ''] = target.split('.');
  if (service.startsWith('DynamoDB_')) return dynamoAccesses(operation, body, resources);
  if (service === 'AmazonSQS') return [queueAccess(operation, body, resources)];
  if (service === 'secretsmanager') {
    return [{ action: `secretsmanager:${operation}`, resource: String(body['SecretId']) }];
  }
  if (service === 'PinpointSMSVoiceV2') {
    return [{ action: `sms-voice:${operation}`, resource: listArn(String(body['OptOutListName']), resources) }];
  }
  if (service === 'AWSEvents') return busAccesses(operation, body, resources);
  throw new Error(`The local runner does not know which permissions ${target} needs.`);
}

/** In the account and region of the tables. */
const listArn = (list: string, { tables }: Resources): string =>
  `${(tables[0]?.arn ?? '').replace(/:table\/.*/, '').replace(':dynamodb:', ':sms-voice:')}:opt-out-list/${list}`;

const busAccesses = (operation: string, { Entries }: Body, { buses }: Resources): Access[] =>
  (Entries as readonly Body[]).map(({ EventBusName }) => ({
    action: `events:${operation}`,
    resource: buses[String(EventBusName)] ?? String(EventBusName),
  }));

const queueAccess = (operation: string, { QueueUrl }: Body, { queues }: Resources): Access => ({
  action: `sqs:${operation.replace(/Batch$/, '')}`,
  resource: queues[String(QueueUrl)] ?? String(QueueUrl),
});

function dynamoAccesses(operation: string, body: Body, { tables }: Resources): readonly Access[] {
  const of = (name: unknown) => {
    const table = tables.find((one) => one.name === name || one.arn === name);
    if (!table) throw new Error(`There is no table ${String(name)}.`);
    return table;
  };
  const one = (action: string, { TableName, ...rest }: Body): Access => {
    const { arn, partitionKeys } = of(TableName);
    return { action: `dynamodb:${action}`, resource: arn, leadingKeys: keysIn(rest, partitionKeys['']) };
  };
  switch (operation) {
    case 'GetItem':
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
    case 'Scan':
      return [one(operation, body)];
    case 'Query':
      return [query(body, of(body['TableName']))];
    case 'BatchGetItem':
    case 'BatchWriteItem':
      return Object.entries(body['RequestItems'] as Body).map(([TableName, requests]) =>
        one(operation, { TableName, requests }),
      );
    case 'BatchExecuteStatement':
      return statements(body, of);
    case 'TransactGetItems':
    case 'TransactWriteItems':
      return (body['TransactItems'] as readonly Body[]).flatMap((item) =>
        Object.entries(item).map(([part, request]) => one(ACTION_OF[part] ?? part, request as Body)),
      );
    default:
      throw new Error(`The local runner does not know which permissions dynamodb:${operation} needs.`);
  }
}

/** One access for each table and kind of statement, with the keys of all its statements. */
function statements({ Statements }: Body, of: (name: unknown) => TableKeys): Access[] {
  const writes = (Statements as readonly BatchStatement[]).map(readStatement);
  const groups = Map.groupBy(writes, ({ table, inserts }) => `${inserts ? 'Insert' : 'Update'} ${table}`);
  return [...groups].map(([group, some]) => {
    const [kind = '', name] = group.split(' ');
    const { arn, partitionKeys } = of(name);
    const keys = some.flatMap(({ where }) => where.filter(([one]) => one === partitionKeys['']));
    const leadingKeys = keys.flatMap(([, value]) => keyValue(value ?? undefined));
    return { action: `dynamodb:PartiQL${kind}`, resource: arn, leadingKeys };
  });
}

const ACTION_OF: Readonly<Record<string, string>> = {
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

/** Values of the partition key anywhere in a request's keys and items. */
function keysIn(request: unknown, partitionKey: string | undefined): string[] {
  if (typeof request !== 'object' || request === null || partitionKey === undefined) return [];
  if (Array.isArray(request)) return request.flatMap((one) => keysIn(one, partitionKey));
  return Object.entries(request as Body).flatMap(([name, value]) => {
    if (name === 'Key' || name === 'Item') return keyValue((value as Item)[partitionKey]);
    if (name === 'Keys') return (value as readonly Item[]).flatMap((key) => keyValue(key[partitionKey]));
    return name.endsWith('Request') || name === 'requests' ? keysIn(value, partitionKey) : [];
  });
}

const keyValue = (value: Readonly<Record<string, unknown>> | undefined): string[] =>
  value === undefined ? [] : [String(Object.values(value)[0])];

function query(body: Body, { arn, partitionKeys }: TableKeys): Access {
  const index = body['IndexName'];
  const resource = index === undefined ? arn : `${arn}/index/${String(index)}`;
  const names = (body['ExpressionAttributeNames'] ?? {}) as Readonly<Record<string, string>>;
  const values = (body['ExpressionAttributeValues'] ?? {}) as Item;
  const pairs = String(body['KeyConditionExpression'] ?? '').matchAll(/([#\w]+)\s*=\s*(:\w+)/g);
  const key = partitionKeys[index === undefined ? '' : String(index)];
  const leadingKeys = [...pairs].flatMap(([, name = '', value = '']) =>
    (names[name] ?? name) === key ? keyValue(values[value]) : [],
  );
  return { action: 'dynamodb:Query', resource, leadingKeys };
}

/** What a call to Lambda does. */
export function lambdaAccessOf(method: string, path: string, { functions }: Pick<Resources, 'functions'>): Access {
  const name = invokedFunction(method, path);
  if (name === null) throw new Error(`The local runner does not know which permissions ${method} ${path} needs.`);
  return { action: 'lambda:InvokeFunction', resource: functions[name] ?? name };
}

const S3_ACTIONS: Readonly<Record<string, string>> = {
  GET: 's3:GetObject',
  HEAD: 's3:GetObject',
  PUT: 's3:PutObject',
  POST: 's3:PutObject',
  DELETE: 's3:DeleteObject',
};

/** What a call to S3 does. */
export function s3AccessOf(method: string, path: string): Access {
  const { pathname, searchParams } = new URL(path, 'http://s3');
  const bucket = `arn:aws:s3:::${pathname.replaceAll('/', '')}`;
  if (method === 'GET' && searchParams.has('uploads'))
    return { action: 's3:ListBucketMultipartUploads', resource: bucket };
  const prefix = searchParams.get('prefix');
  if (method === 'GET' && searchParams.has('list-type'))
    return { action: 's3:ListBucket', resource: bucket, ...(prefix !== null && { prefix }) };
  const aborts = method === 'DELETE' && searchParams.has('uploadId');
  const action = aborts ? 's3:AbortMultipartUpload' : S3_ACTIONS[method];
  if (action === undefined)
    throw new Error(`The local runner does not know which permissions ${method} ${path} needs.`);
  return { action, resource: `arn:aws:s3:::${decodeURIComponent(pathname.slice(1))}` };
}

/** With this access S3 says that a missing file is missing. AWS does not document the prefix; the key is nearest. */
export const findsMissing = (bucket: string, key: string): Access => ({
  action: 's3:ListBucket',
  resource: `arn:aws:s3:::${bucket}`,
  prefix: key,
});
