import { type Message, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { withGroup } from './groups.ts';
import type { QueuePolling } from './polling.ts';

/** One call returns at most ten messages. */
export const RECEIVE_MAX = 10;
const LONG_POLL_SECONDS = 20;

/** Present messages, at most ten; without any, the first that come within so many seconds. */
export async function receive(
  { queue, client }: Pick<QueuePolling, 'queue' | 'client'>,
  count: number,
  signal: AbortSignal,
  seconds = LONG_POLL_SECONDS,
): Promise<Message[]> {
  const request = new ReceiveMessageCommand({
    QueueUrl: queue.url,
    MaxNumberOfMessages: Math.min(count, RECEIVE_MAX),
    WaitTimeSeconds: seconds,
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['All'],
  });
  const { Messages = [] } = await client.send(request, { abortSignal: signal });
  return Messages.map(withGroup);
}
