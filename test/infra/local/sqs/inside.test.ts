/** The runner's own calls to its queues, beside those that come over HTTP. */
import { getEventListeners } from 'node:events';
import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LOCAL_CREDENTIALS } from '../../../../infra/local/dynamodb/engine.ts';
import { receive } from '../../../../infra/local/sqs/fair-inbox.ts';
import { createQueue, type QueueServer, startQueues } from '../../../../infra/local/sqs/server.ts';

let queues: QueueServer;
let outside: SQSClient;
beforeAll(async () => {
  queues = await startQueues('eu-west-1');
  const { endpoint } = queues;
  outside = new SQSClient({
    endpoint,
    region: 'eu-west-1',
    credentials: LOCAL_CREDENTIALS,
    useQueueUrlAsEndpoint: false,
  });
});
afterAll(async () => {
  outside.destroy();
  await queues.stop();
});

const queueNamed = async (name: string) => {
  await createQueue(queues.client, { name, arn: name, properties: {} } as Parameters<typeof createQueue>[1]);
  return { url: queues.urlOf(name), properties: {} } as Parameters<typeof receive>[0]['queue'];
};

it('receive and delete what came over HTTP', async () => {
  const queue = await queueNamed('one');
  const Entries = ['Zoë', 'Ann'].map((MessageBody, index) => ({
    ...{ Id: String(index), MessageBody, MessageGroupId: 'workspace' },
  }));
  await outside.send(new SendMessageBatchCommand({ QueueUrl: queue.url, Entries }));
  const { client } = queues;
  const messages = await receive({ queue, client }, 10, new AbortController().signal, 1);
  expect(messages.map(({ Body }) => Body).sort()).toEqual(['Zoë', 'Ann'].sort());
  const done = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
  await client.send(new DeleteMessageBatchCommand({ QueueUrl: queue.url, Entries: done }));
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const { Attributes } = await outside.send(
    new GetQueueAttributesCommand({ QueueUrl: queue.url, AttributeNames: [...names] }),
  );
  expect(names.map((name) => Attributes?.[name])).toEqual(['0', '0']);
});

it('wait for a message, and no longer than until they are stopped', async () => {
  const queue = await queueNamed('two');
  const stopping = new AbortController();
  const waiting = receive({ queue, client: queues.client }, 10, stopping.signal);
  setTimeout(() => stopping.abort(), 50);
  await expect(waiting).rejects.toThrow(/abort/i);
});

it('leave no listener on the signal that would stop them, or each call would be slower than the one before', async () => {
  const queue = await queueNamed('four');
  const { signal } = new AbortController();
  for (let times = 0; times < 3; times += 1) await receive({ queue, client: queues.client }, 10, signal, 0);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

it('tell what the queue refuses', async () => {
  const missing = new GetQueueAttributesCommand({ QueueUrl: queues.urlOf('three'), AttributeNames: ['All'] });
  await expect(queues.client.send(missing)).rejects.toThrow(/queue does not exist/i);
});
