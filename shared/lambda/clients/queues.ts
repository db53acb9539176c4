import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, SQSClient } from '@aws-sdk/client-sqs';
import { light, ONE_ATTEMPT, PARTLY, retryWithinLimit } from '../../data/dynamo/index.ts';
import type { QueueName, Queues } from '../../messages/queues.ts';
import type { Config } from '../invocation/config.ts';
import { batchesOf } from './batches.ts';
import { traced } from './traced.ts';

/** The configured queues in SQS. Messages go in batches; the workspace is the fair-queue message group. */
export function openQueues(config: Config): Queues {
  const client = traced(new SQSClient({ ...light(), ...ONE_ATTEMPT, useQueueUrlAsEndpoint: false }), config);
  const urls: Record<QueueName, string | undefined> = {
    select: config.selectQueueUrl,
    work: config.workQueueUrl,
    deliveries: config.deliveriesQueueUrl,
    files: config.filesQueueUrl,
    inbound: config.inboundQueueUrl,
    pull: config.pullQueueUrl,
    snapshots: config.snapshotsQueueUrl,
  };
  return {
    async send(queue, messages, workspace, { delay } = {}) {
      const QueueUrl = urls[queue];
      if (!QueueUrl) throw new Error(`This function was given no ${queue} queue.`);
      const entries = messages.map((message, index) => ({
        Id: String(index),
        MessageBody: asciiJson(message),
        MessageGroupId: workspace,
        ...(delay !== undefined && { DelaySeconds: delay }),
      }));
      for (const batch of batchesOf(entries, ({ MessageBody }) => MessageBody.length))
        await sendAll(client, QueueUrl, batch);
    },
  };
}

/** Sends a batch, and again what the queue did not accept. Throws when an entry is invalid. */
function sendAll(client: SQSClient, QueueUrl: string, entries: SendMessageBatchRequestEntry[]): Promise<unknown> {
  let left = entries;
  return retryWithinLimit(async () => {
    const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries: left }));
    const refused = Failed.find(({ SenderFault }) => SenderFault);
    if (refused) throw new Error(`A message was not taken by ${QueueUrl}: ${refused.Code} ${refused.Message ?? ''}`);
    left = left.filter(({ Id }) => Failed.some((failed) => failed.Id === Id));
    return left.length === 0 || PARTLY;
  });
}

/** JSON in ASCII: some queues refuse characters above U+FFFF. */
const asciiJson = (message: object): string =>
  JSON.stringify(message).replace(
    /[\u0080-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
