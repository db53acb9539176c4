import { describe, expect, test } from 'vitest';
import { accessesOf, lambdaAccessOf } from '../../../../infra/local/iam/calls.ts';

const ARN = 'arn:aws:dynamodb:eu-west-1:0:table/T';
const resources = {
  tables: [{ name: 'T', arn: ARN, partitionKeys: { '': 'pk', byFolder: 'folder' } }],
  buses: { told: 'arn:told' },
  queues: { 'http://127.0.0.1/work': 'arn:aws:sqs:eu-west-1:0:work' },
  ...{ s3: '127.0.0.1:9000', lambda: '127.0.0.1:9001' },
  functions: { part: 'arn:aws:lambda:eu-west-1:0:function:part' },
};
const dynamodb = (operation: string, body: object) =>
  accessesOf(`DynamoDB_20120810.${operation}`, { ...body }, resources);
const key = (pk: string) => ({ pk: { S: pk }, sk: { S: 'x' } });

describe('what a call touches', () => {
  test.each([
    ['GetItem', { Key: key('a') }],
    ['PutItem', { Item: { ...key('a'), Key: { S: 'not a key' } } }],
    ['UpdateItem', { Key: key('a'), ExpressionAttributeValues: { ':pk': { S: 'b' } } }],
    ['DeleteItem', { Key: key('a') }],
  ])('%s: one key', (operation, body) => {
    expect(dynamodb(operation, { TableName: 'T', ...body })).toEqual([
      { action: `dynamodb:${operation}`, resource: ARN, leadingKeys: ['a'] },
    ]);
  });

  test('a transaction: each part under its own name', () => {
    const parts = [
      { Put: { TableName: 'T', Item: key('a') } },
      { Update: { TableName: 'T', Key: key('b') } },
      { ConditionCheck: { TableName: ARN, Key: key('c') } },
    ];
    expect(dynamodb('TransactWriteItems', { TransactItems: parts })).toEqual([
      { action: 'dynamodb:PutItem', resource: ARN, leadingKeys: ['a'] },
      { action: 'dynamodb:UpdateItem', resource: ARN, leadingKeys: ['b'] },
      { action: 'dynamodb:ConditionCheckItem', resource: ARN, leadingKeys: ['c'] },
    ]);
  });

  test('a batch: its keys, and items to put and to delete', () => {
    const requests = [{ PutRequest: { Item: key('a') } }, { DeleteRequest: { Key: key('b') } }];
    expect(dynamodb('BatchWriteItem', { RequestItems: { T: requests } })).toEqual([
      { action: 'dynamodb:BatchWriteItem', resource: ARN, leadingKeys: ['a', 'b'] },
    ]);
    expect(dynamodb('BatchGetItem', { RequestItems: { T: { Keys: [key('a'), key('b')] } } })).toEqual([
      { action: 'dynamodb:BatchGetItem', resource: ARN, leadingKeys: ['a', 'b'] },
    ]);
  });

  test('statements: changes and insertions under names of their own', () => {
    const Statements = [
      {
        Statement: 'UPDATE "T" SET "x" = ? WHERE "pk" = ? AND "sk" = ?',
        Parameters: [{ N: '1' }, { S: 'a' }, { S: 'x' }],
      },
      { Statement: `INSERT INTO "T" VALUE {'sk': ?, 'pk': ?}`, Parameters: [{ S: 'x' }, { S: 'b' }] },
      { Statement: `INSERT INTO "T" VALUE {'pk': ?, 'sk': ?}`, Parameters: [{ S: 'c' }, { S: 'x' }] },
    ];
    expect(dynamodb('BatchExecuteStatement', { Statements })).toEqual([
      { action: 'dynamodb:PartiQLUpdate', resource: ARN, leadingKeys: ['a'] },
      { action: 'dynamodb:PartiQLInsert', resource: ARN, leadingKeys: ['b', 'c'] },
    ]);
  });

  test('a query: the partition of the table, or that of the index', () => {
    const query = {
      TableName: 'T',
      KeyConditionExpression: '#0 = :0 AND begins_with(#1, :1)',
      ExpressionAttributeNames: { '#0': 'folder', '#1': 'sk' },
      ExpressionAttributeValues: { ':0': { S: 'a' }, ':1': { S: 'b' } },
    };
    expect(dynamodb('Query', { ...query, IndexName: 'byFolder' })).toEqual([
      { action: 'dynamodb:Query', resource: `${ARN}/index/byFolder`, leadingKeys: ['a'] },
    ]);
    expect(dynamodb('Query', query)).toEqual([{ action: 'dynamodb:Query', resource: ARN, leadingKeys: [] }]);
  });

  test('events: the bus of each', () => {
    const Entries = [{ EventBusName: 'told' }, { EventBusName: 'other' }];
    expect(accessesOf('AWSEvents.PutEvents', { Entries }, resources)).toEqual([
      { action: 'events:PutEvents', resource: 'arn:told' },
      { action: 'events:PutEvents', resource: 'other' },
    ]);
  });

  test('a message: the queue', () => {
    expect(accessesOf('AmazonSQS.SendMessageBatch', { QueueUrl: 'http://127.0.0.1/work' }, resources)).toEqual([
      { action: 'sqs:SendMessage', resource: 'arn:aws:sqs:eu-west-1:0:work' },
    ]);
  });
});

test.each(['DynamoDB_20120810.ExecuteStatement', 'AWSLambda.Invoke'])('%s is not guessed at', (target) => {
  expect(() => accessesOf(target, { TableName: 'T' }, resources)).toThrow('does not know which permissions');
});

test('a call to Lambda invokes the function that it names, by its name or ARN, and anything else is refused', () => {
  const invoked = { action: 'lambda:InvokeFunction', resource: resources.functions.part };
  const path = (name: string) => `/2015-03-31/functions/${encodeURIComponent(name)}/invocations`;
  expect(lambdaAccessOf('POST', path('part'), resources)).toEqual(invoked);
  expect(lambdaAccessOf('POST', path(resources.functions.part), resources)).toEqual(invoked);
  expect(lambdaAccessOf('POST', path('other'), resources)).toEqual({ ...invoked, resource: 'other' });
  expect(() => lambdaAccessOf('DELETE', path('part'), resources)).toThrow('does not know which permissions');
});
