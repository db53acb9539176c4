/** What AWS answers at the edge is what the local runner answers, row by row of a table. */
import { readFileSync } from 'node:fs';
import { BatchWriteItemCommand, DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, it } from 'vitest';
import { LOCAL_CREDENTIALS } from '../../../infra/local/dynamodb/engine.ts';
import { queueUrls, tableNames } from '../../../infra/local/names.ts';
import edges from '../../cases/infra/local/edges.json' with { type: 'json' };
import { type Fixture, withFixture } from './fixtures/run.ts';

let app: Fixture;
withFixture((running) => {
  app = running;
});

const clientOf = <Client>(Made: new (options: object) => Client, endpoint: string | undefined): Client =>
  new Made({ endpoint, region: 'eu-west-1', credentials: LOCAL_CREDENTIALS, maxAttempts: 1 });
const dynamodb = () => clientOf(DynamoDBClient, app.services.engine.endpoint);
const sqs = () => clientOf(SQSClient, app.services.queues.endpoint);
const table = () => tableNames(app.model)['items'] ?? '';
const queue = () => Object.values(queueUrls(app.model))[0] ?? '';
const item = (pk: string, text = '') => ({ pk: { S: pk }, sk: { S: 'ITEM' }, text: { S: text } });

/** A request of the fixture writes to the table, and its message to the queue, through the fault. */
async function through(fault: object): Promise<{ readonly name: string }> {
  await app.local('POST', 'faults', { seed: 1, ...fault });
  for (let n = 0; n < 12; n++) await app.act('put', { items: [{ pk: `${n}` }] }).catch(() => null);
  const { body } = await app.local('GET', 'faults');
  const { happened } = body as { readonly happened: Readonly<Record<string, number>> };
  const [kind = ''] = Object.keys(fault).map((key) => key.replace('_ms', ''));
  expect(happened[kind]).toBeGreaterThan(0);
  await app.local('POST', 'faults', {});
  expect(await app.act('put', { items: [{ pk: 'after' }] })).toEqual({ stored: 1 });
  return { name: 'works again' };
}

const PLAYS: Readonly<Record<string, () => Promise<unknown>>> = {
  'get from a missing table': () => dynamodb().send(new GetItemCommand({ TableName: 'none', Key: { pk: { S: 'a' } } })),
  'put an item above 400 KB': () =>
    dynamodb().send(new PutItemCommand({ TableName: table(), Item: item('large', 'x'.repeat(410 * 1024)) })),
  'write 26 items in a batch': () => {
    const puts = Array.from({ length: 26 }, (_, n) => ({ PutRequest: { Item: item(`many-${n}`) } }));
    return dynamodb().send(new BatchWriteItemCommand({ RequestItems: { [table()]: puts } }));
  },
  'put on a condition that does not hold': () =>
    dynamodb().send(
      new PutItemCommand({ TableName: table(), Item: item('a'), ConditionExpression: 'attribute_exists(pk)' }),
    ),
  close: () => through({ close: 0.3 }),
  silent: () => through({ silent: 0.1 }),
  deny_ms: () => through({ deny_ms: 2_000 }),
  'send to a missing queue': () =>
    sqs().send(new SendMessageCommand({ QueueUrl: queue().replace(/[^/]+$/, 'none'), MessageBody: 'x' })),
  'send eleven messages': () => {
    const Entries = Array.from({ length: 11 }, (_, n) => ({ Id: `${n}`, MessageBody: 'x' }));
    return sqs().send(new SendMessageBatchCommand({ QueueUrl: queue(), Entries }));
  },
  'send more than 1 MiB': () =>
    sqs().send(new SendMessageCommand({ QueueUrl: queue(), MessageBody: 'x'.repeat(1024 * 1024 + 1) })),
  'read a missing secret': () =>
    clientOf(SecretsManagerClient, app.services.sdkEnvironment['AWS_ENDPOINT_URL_SECRETS_MANAGER']).send(
      new GetSecretValueCommand({ SecretId: 'none' }),
    ),
};

const played = edges.flatMap(({ service, edge, plays, code }) => (plays ? [{ service, edge, plays, code }] : []));
it.each(played)('$service, $edge: $plays is $code', async ({ plays, code }) => {
  const answer = await PLAYS[plays]?.().catch((error: unknown) => error);
  expect((answer as { readonly name?: string } | undefined)?.name).toMatch(code ?? 'nothing');
});

it('a row that is not played here names a test that is there, and every row the page of AWS', () => {
  for (const { service, edge, source, test } of edges) {
    expect([service, edge, source]).toEqual([
      service,
      edge,
      expect.stringMatching(/^https:\/\/docs\.aws\.amazon\.com\//),
    ]);
    const [file = '', name = ''] = test ?? ['', ''];
    if (test) expect([file, readFileSync(file, 'utf8').includes(name)]).toEqual([file, true]);
  }
  expect(Object.keys(PLAYS).toSorted()).toEqual(played.map(({ plays }) => plays).toSorted());
});

it('the table is in the documentation', () => {
  const page = readFileSync('docs/adr/109-edges-of-aws.md', 'utf8');
  for (const { service, edge, aws, source, runner } of edges)
    expect(page).toContain(`| ${service} | ${edge} | [${aws}](${source}) | ${runner} | `);
});
