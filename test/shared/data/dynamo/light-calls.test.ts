import { createServer, type IncomingHttpHeaders } from 'node:http';
import { json } from 'node:stream/consumers';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import {
  BatchExecuteStatementCommand,
  BatchGetCommand,
  BatchWriteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { close, HOST, listen } from '../../../../infra/local/ports.ts';
import { openDocuments } from '../../../../shared/data/dynamo/documents.ts';
import { light } from '../../../../shared/data/dynamo/light.ts';
import { openCalls } from '../../../../shared/data/dynamo/light-calls.ts';
import { isBusy } from '../../../../shared/data/dynamo/throttles.ts';
import { MARSHALLING } from '../../../../shared/data/dynamo/values.ts';

interface Heard {
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

let heard: Heard[] = [];
let answer = { status: 200, body: '{}' };
let endpoint = '';
const server = createServer(async (request, response) => {
  heard.push({ headers: request.headers, body: await json(request) });
  response.writeHead(answer.status, { 'x-amzn-requestid': 'a request' }).end(answer.body);
});
beforeAll(async () => {
  endpoint = `http://${HOST}:${await listen(server, 0)}`;
});
afterAll(() => close(server));

const options = () => ({
  endpoint,
  region: 'eu-west-1',
  credentials: { accessKeyId: 'key', secretAccessKey: 'a secret' },
  maxAttempts: 1,
});

/** The light client, with our own handler of HTTP and with the SDK's, and the SDK as it comes. */
const clients = () => {
  const official = DynamoDBDocumentClient.from(new DynamoDBClient(options()), { marshallOptions: MARSHALLING });
  const ours = openDocuments(new DynamoDBClient({ ...options(), ...light() }));
  return { official, ours, mixed: openDocuments(new DynamoDBClient(options())) };
};

const outcomeOf = (sent: Promise<object>): Promise<object> =>
  sent.then(
    (output) => ({ ...output, $metadata: undefined }),
    (error) => ({
      ...error,
      name: error.name,
      message: error.message,
      status: error.$metadata?.httpStatusCode,
      $metadata: undefined,
    }),
  );

const TableName = 'contacts';
const item = {
  pk: 'C#1',
  name: 'Zoë "Z" \u2028 😀 \ud800',
  age: 1e-7,
  at: Number.MAX_SAFE_INTEGER,
  groups: new Set(['a', 'b']),
  packed: new Uint8Array([0, 255, 62]),
  fields: { constructor: { text: 'x', left: undefined }, empty: {}, list: [null, undefined, [true, 2n ** 70n]] },
  left: undefined,
};
const Key = { pk: 'C#1', sk: 'CONTACT' };
const ExpressionAttributeValues = { ':one': 1, ':packed': item.packed };
const change = { TableName, Key, UpdateExpression: 'SET a = :one', ExpressionAttributeValues };

const FORM =
  '"pk":{"S":"C#1"},"b":{"B":"AP8+"},"bs":{"BS":["AP8+"]},"n":{"N":"9007199254740993"},"m":{"M":{"l":{"L":[{"NULL":true}]}}}';
const CAPACITY =
  '{"TableName":"contacts","CapacityUnits":2.5,"Table":{"CapacityUnits":1},"GlobalSecondaryIndexes":{"byFolder":{"CapacityUnits":1.5}}}';

it.each<[string, () => object, string]>([
  [
    'a read',
    () => new GetCommand({ TableName, Key, ConsistentRead: true }),
    `{"Item":{${FORM}},"ConsumedCapacity":${CAPACITY}}`,
  ],
  ['a read of nothing', () => new GetCommand({ TableName, Key }), '{}'],
  ['an answer of no bytes', () => new PutCommand({ TableName, Item: item }), ''],
  [
    'a put',
    () => new PutCommand({ TableName, Item: item, ConditionExpression: 'version = :one', ExpressionAttributeValues }),
    `{"ConsumedCapacity":${CAPACITY}}`,
  ],
  ['an update', () => new UpdateCommand({ ...change, ReturnValues: 'UPDATED_NEW' }), `{"Attributes":{${FORM}}}`],
  [
    'a query',
    () => new QueryCommand({ TableName, ExpressionAttributeValues, ExclusiveStartKey: Key, ScanIndexForward: false }),
    `{"Items":[{${FORM}},{}],"Count":2,"LastEvaluatedKey":{"pk":{"S":"C#1"}}}`,
  ],
  ['a scan', () => new ScanCommand({ TableName, Limit: 1 }), '{"Items":[],"ScannedCount":0}'],
  [
    'a read of many',
    () =>
      new BatchGetCommand({
        RequestItems: { contacts: { Keys: [Key], ConsistentRead: true }, workspace: { Keys: [Key] } },
      }),
    `{"Responses":{"contacts":[{${FORM}}],"workspace":[]},"UnprocessedKeys":{"workspace":{"Keys":[{"pk":{"S":"C#1"}}],"ConsistentRead":true}},"ConsumedCapacity":[${CAPACITY}]}`,
  ],
  [
    'a write of many',
    () =>
      new BatchWriteCommand({
        RequestItems: { contacts: [{ PutRequest: { Item: item } }, { DeleteRequest: { Key } }] },
      }),
    `{"UnprocessedItems":{"contacts":[{"PutRequest":{"Item":{${FORM}}}},{"DeleteRequest":{"Key":{"pk":{"S":"C#1"}}}}]}}`,
  ],
  [
    'a transaction',
    () =>
      new TransactWriteCommand({
        ClientRequestToken: 'a token',
        TransactItems: [
          { Put: { TableName, Item: item } },
          { Update: change },
          { Delete: { TableName, Key } },
          { ConditionCheck: { TableName, Key, ConditionExpression: 'a = :one', ExpressionAttributeValues } },
        ],
      }),
    `{"ConsumedCapacity":[${CAPACITY}]}`,
  ],
  [
    'statements',
    () =>
      new BatchExecuteStatementCommand({
        Statements: [{ Statement: 'UPDATE "contacts" SET a=?', Parameters: [item, 'a', null, 1] }],
      }),
    `{"Responses":[{"TableName":"contacts"},{"Error":{"Code":"ConditionalCheckFailed","Message":"no","Item":{${FORM}}}},{"Item":{${FORM}}}]}`,
  ],
])('sends and reads %s as the SDK does, the first time and later', async (_, command, body) => {
  answer = { status: 200, body };
  const { official, ours, mixed } = clients();
  heard = [];
  const expected = await outcomeOf(official.send(command() as never));
  for (const client of [ours, ours, ours, mixed, mixed])
    expect(await outcomeOf(client.send(command() as never))).toEqual(expected);
  const [first, ...others] = heard;
  for (const other of others) {
    expect(other.body).toEqual(first?.body);
    for (const name of ['content-type', 'host', 'x-amz-target']) expect(other.headers[name]).toBe(first?.headers[name]);
    expect(other.headers.authorization).toMatch(/SignedHeaders=.*host;.*x-amz-target, Signature=/);
  }
});

const TYPE = '"__type":"com.amazonaws.dynamodb.v20120810#';
it.each<[string, number, string]>([
  ['a condition that failed', 400, `{${TYPE}ConditionalCheckFailedException","message":"no","Item":{${FORM}}}`],
  [
    'a cancelled transaction',
    400,
    `{${TYPE}TransactionCanceledException","Message":"no","CancellationReasons":[{"Code":"None"},{"Code":"ConditionalCheckFailed","Message":"no","Item":{${FORM}}}]}`,
  ],
  ['a throttled call', 400, `{${TYPE}ProvisionedThroughputExceededException","message":"slower"}`],
  ['an error that the SDK does not know', 400, '{"__type":"NewException","message":"new"}'],
  ['an error of the service', 500, `{${TYPE}InternalServerError","message":"broken"}`],
])('throws %s as the SDK does', async (_, status, body) => {
  answer = { status, body };
  const { official, ours, mixed } = clients();
  const command = () => new PutCommand({ TableName, Item: item });
  const expected = await outcomeOf(official.send(command()));
  for (const client of [ours, ours, mixed]) expect(await outcomeOf(client.send(command()))).toEqual(expected);
});

it.each([
  [503, '<html>busy</html>', true],
  [502, '', true],
  [400, '<html>what?</html>', false],
])('takes an answer of %s without JSON by its status', async (status, body, busy) => {
  answer = { status, body };
  const failed = await clients()
    .ours.send(new GetCommand({ TableName, Key }))
    .catch((error) => error);
  expect([failed.$metadata.httpStatusCode, isBusy(failed)]).toEqual([status, busy]);
});

it.each([
  ['tables', DynamoDBClient, () => new GetItemCommand({ TableName, Key: { pk: { S: 'a' } } })],
  ['queues', SQSClient, () => new ListQueuesCommand({ QueueNamePrefix: 'a' })],
] as const)('calls AWS about %s where and as the SDK does, by the same headers', async (_, Client, command) => {
  const made: { readonly headers: Record<string, string>; readonly query?: object }[] = [];
  const requestHandler = {
    handle: async (request: (typeof made)[number]) => {
      made.push(request);
      return { response: { statusCode: 200, headers: {}, body: Buffer.from('{}') } };
    },
  };
  const { endpoint: _own, ...rest } = options();
  const onAws = () => new Client({ ...rest, requestHandler: requestHandler as never });
  await (onAws() as DynamoDBClient).send(command() as GetItemCommand);
  const call = openCalls(onAws());
  for (let time = 0; time < 3; time += 1) await call(command());
  const [official, ...ours] = made.map(({ headers, query = {}, ...request }) => {
    const { authorization = '', 'amz-sdk-invocation-id': id, 'amz-sdk-request': tried, ...others } = headers;
    const { 'user-agent': agent, 'x-amz-user-agent': agents, 'x-amz-date': date, ...said } = others;
    const { protocol, hostname, port, method, path } = request as unknown as Record<string, unknown>;
    const [, scope] = /Credential=key\/\d+\/(.*?),/.exec(authorization) ?? [];
    return { said, query, protocol, hostname, port, method, path, scope };
  });
  expect(official?.hostname).toMatch(/^(dynamodb|sqs)\.eu-west-1\.amazonaws\.com$/);
  expect(ours).toEqual([official, official, official]);
});

it('keeps many calls of several kinds apart, from the first one on', async () => {
  answer = { status: 200, body: '{}' };
  heard = [];
  const { ours } = clients();
  const numbers = Array.from({ length: 20 }, (_, number) => number);
  await Promise.all(
    numbers.map((number) =>
      ours.send(
        (number % 2
          ? new GetCommand({ TableName, Key: { pk: `${number}` } })
          : new PutCommand({ TableName, Item: { pk: `${number}` } })) as never,
      ),
    ),
  );
  const said = heard.map(({ headers, body }) => `${headers['x-amz-target']} ${JSON.stringify(body)}`);
  expect(said.toSorted()).toEqual(
    numbers
      .map((number) =>
        number % 2
          ? `DynamoDB_20120810.GetItem {"TableName":"contacts","Key":{"pk":{"S":"${number}"}}}`
          : `DynamoDB_20120810.PutItem {"TableName":"contacts","Item":{"pk":{"S":"${number}"}}}`,
      )
      .toSorted(),
  );
});
