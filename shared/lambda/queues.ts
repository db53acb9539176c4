import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { QueueName, Queues } from '../messages/queues.ts';
import type { Config } from './config.ts';

/** SQS's own limit. */
const BATCH = 10;

/** The queues of the configuration in SQS. Messages go in batches of ten; the workspace is the fair-queue message group. */
export function openQueues(config: Config): Queues {
  const client = new SQSClient({ useQueueUrlAsEndpoint: false });
  const urls: Record<QueueName, string | undefined> = { select: config.selectQueueUrl, work: config.workQueueUrl };
  return {
    async send(queue, messages, workspace) {
      const QueueUrl = urls[queue];
      if (!QueueUrl) throw new Error(`This function was given no ${queue} queue.`);
      for (let at = 0; at < messages.length; at += BATCH) {
        const Entries = messages.slice(at, at + BATCH).map((message, index) => ({
          Id: String(index),
          MessageBody: asciiJson(message),
          MessageGroupId: workspace,
        }));
        const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
        if (Failed.length > 0) throw new Error(`${Failed.length} messages were not taken by the ${queue} queue.`);
      }
    },
  };
}

/** JSON in ASCII: some queues refuse characters beyond U+FFFF. */
const asciiJson = (message: object): string =>
  JSON.stringify(message).replace(
    /[\u0080-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
