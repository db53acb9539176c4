import type { Server } from 'node:http';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCAL_CREDENTIALS } from '../../../../infra/local/dynamodb/engine.ts';
import { createProxy } from '../../../../infra/local/http/proxy.ts';
import { close, listen } from '../../../../infra/local/ports.ts';
import { type QueueServer, startQueues } from '../../../../infra/local/sqs/server.ts';
import { createSeededRandom } from '../../../support/faults/seeded-random.ts';
import { throttled } from '../../../support/faults/throttled-sqs.ts';

describe('a call that SQS throttles', () => {
  let queues: QueueServer;
  let proxy: Server;
  let client: SQSClient;
  const chance = createSeededRandom(5);

  beforeAll(async () => {
    queues = await startQueues('eu-west-1');
    await queues.client.send(new CreateQueueCommand({ QueueName: 'q' }));
    proxy = createProxy(queues.endpoint, (call, forward) =>
      throttled(call, forward, () => chance.draw(call.operation)),
    );
    const endpoint = `http://127.0.0.1:${await listen(proxy, 0)}`;
    const options = { endpoint, region: 'eu-west-1', credentials: LOCAL_CREDENTIALS, maxAttempts: 1 };
    client = new SQSClient({ ...options, useQueueUrlAsEndpoint: false });
  });
  afterAll(async () => {
    await close(proxy);
    await queues.stop();
  });

  test('is refused by its name', async () => {
    const sent = client.send(new SendMessageCommand({ QueueUrl: queues.urlOf('q'), MessageBody: 'x' }));
    await expect(sent).rejects.toMatchObject({ name: 'RequestThrottled' });
  });

  test('as a batch, takes a part and names the rest', async () => {
    let left = Array.from({ length: 10 }, (_, n) => ({ Id: `${n}`, MessageBody: `m${n}` }));
    const codes = new Set<string | undefined>();
    while (left.length > 0) {
      const request = new SendMessageBatchCommand({ QueueUrl: queues.urlOf('q'), Entries: left });
      const { Failed = [] } = await client.send(request).catch((error: Error) => {
        expect(error.name).toBe('RequestThrottled');
        return { Failed: left.map(({ Id }) => ({ Id, Code: 'all' })) };
      });
      for (const { Code } of Failed) codes.add(Code);
      left = left.filter(({ Id }) => Failed.some((failed) => failed.Id === Id));
    }
    expect(codes).toContain('ThrottlingException');
    expect(await bodies()).toEqual(Array.from({ length: 10 }, (_, n) => `m${n}`));
  });

  async function bodies(): Promise<string[]> {
    const found: string[] = [];
    while (found.length < 10) {
      const { Messages = [] } = await queues.client.send(
        new ReceiveMessageCommand({ QueueUrl: queues.urlOf('q'), MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
      );
      found.push(...Messages.map(({ Body }) => Body ?? ''));
      const Entries = Messages.map(({ ReceiptHandle }, n) => ({ Id: `${n}`, ReceiptHandle }));
      await queues.client.send(new DeleteMessageBatchCommand({ QueueUrl: queues.urlOf('q'), Entries }));
    }
    return found.sort();
  }
});
