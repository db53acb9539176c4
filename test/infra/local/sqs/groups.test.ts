import { CreateQueueCommand, SendMessageBatchCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { receive } from '../../../../infra/local/sqs/fair-inbox.ts';
import { type QueueServer, startQueues } from '../../../../infra/local/sqs/server.ts';

let queues: QueueServer;
beforeAll(async () => {
  queues = await startQueues('eu-west-1');
  await queues.client.send(new CreateQueueCommand({ QueueName: 'q' }));
});
afterAll(() => queues.stop());

test('a message of a standard queue comes with the group that it was sent with, if any', async () => {
  const { client } = queues;
  const url = queues.urlOf('q');
  const Entries = [
    { Id: '1', MessageBody: 'b1', MessageGroupId: 'B' },
    { Id: '2', MessageBody: 'b2' },
  ];
  await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'a', MessageGroupId: 'A' }));
  await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
  const queue = { url } as Parameters<typeof receive>[0]['queue'];
  const messages = await receive({ client, queue }, 10, new AbortController().signal);
  expect(messages.map(({ Body, Attributes }) => [Body, Attributes?.['MessageGroupId']])).toEqual([
    ['a', 'A'],
    ['b1', 'B'],
    ['b2', undefined],
  ]);
  expect(messages.map(({ MessageAttributes }) => MessageAttributes)).toEqual([{}, {}, {}]);
});
