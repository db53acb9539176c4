import { setTimeout as sleep } from 'node:timers/promises';
import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { LocalFunction } from '../lambda/function.ts';
import type { StreamPoller } from '../stream/poller.ts';

export interface Work {
  readonly functions: ReadonlyMap<string, LocalFunction>;
  /** URLs of queues that functions consume; messages in other queues wait for a person. */
  readonly queueUrls: readonly string[];
  readonly client: SQSClient;
  readonly streams: readonly StreamPoller[];
  /** Lets local files forget what was deleted. False: try again. */
  forget(): boolean;
}

const LOOK_EVERY_MS = 50;

async function messagesIn(client: SQSClient, QueueUrl: string): Promise<number> {
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
        'ApproximateNumberOfMessagesDelayed',
      ],
    }),
  );
  return Object.values(Attributes).reduce((sum, value) => sum + Number(value), 0);
}

const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);

async function quietNow({ functions, queueUrls, client }: Work): Promise<boolean> {
  if (sum([...functions.values()].map(({ pending }) => pending)) > 0) return false;
  return sum(await Promise.all(queueUrls.map((url) => messagesIn(client, url)))) === 0;
}

const startedIn = ({ functions }: Work): number => sum([...functions.values()].map(({ started }) => started));

/** Whether nothing runs, waits or is still to be derived, and nothing started meanwhile. */
async function isIdle(work: Work): Promise<boolean> {
  const before = startedIn(work);
  if (!(await quietNow(work))) return false;
  await Promise.all(work.streams.map((stream) => stream.caughtUp()));
  return (await quietNow(work)) && startedIn(work) === before;
}

/** Waits until the service is idle and local files hold nothing deleted; false if it is not after `seconds`. */
export async function untilIdle(work: Work, seconds: number): Promise<boolean> {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    const left = Math.max(0, deadline - performance.now());
    if ((await Promise.race([isIdle(work), sleep(left, false)])) && work.forget()) return true;
    if (performance.now() >= deadline) return false;
    await sleep(LOOK_EVERY_MS);
  }
}
