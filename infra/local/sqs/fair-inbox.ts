import { setTimeout as sleep } from 'node:timers/promises';
import {
  ChangeMessageVisibilityCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { QueueSource, QueueSpec } from '../assembly/model.ts';
import type { Faults } from '../faults.ts';
import type { LocalFunction } from '../lambda/function.ts';
import { FairOrder } from './fair-order.ts';
import { withGroup } from './groups.ts';

export interface QueuePolling {
  readonly source: QueueSource;
  readonly queue: QueueSpec;
  readonly client: SQSClient;
  readonly region: string;
  readonly target: LocalFunction;
  readonly faults: Pick<Faults, 'deliveries' | 'delay'>;
  readonly onError: (error: unknown) => void;
}

/** One call returns at most ten messages. */
export const RECEIVE_MAX = 10;
const LONG_POLL_SECONDS = 20;

interface FairInbox {
  /** The next messages, at most so many, once `least` are there. None when it was stopped. */
  take(most: number, least: () => number): Promise<readonly Message[]>;
  /** A message that was taken has been handled. */
  handled(message: Message): void;
}

/** Messages in memory; more wait in the queue. */
const MOST_WAITING = 2_000;
const FULL_MS = 100;

/** Receives a queue's messages early, in flight, and hands them out in the order of SQS's fair queues. */
export function createFairInbox(polling: QueuePolling, signal: AbortSignal): FairInbox {
  const order = new FairOrder<Message>(({ Attributes }) => Attributes?.['MessageGroupId'] ?? '');
  const takers: {
    readonly most: number;
    readonly least: () => number;
    readonly give: (some: readonly Message[]) => void;
  }[] = [];

  function next(most: number): Message[] {
    const some: Message[] = [];
    while (some.length < most) {
      const message = order.next();
      if (message === null) break;
      some.push(message);
    }
    return some;
  }

  function serve(): void {
    for (let [taker] = takers; taker !== undefined; [taker] = takers) {
      if (order.waiting.length < taker.least() && !signal.aborted) return;
      takers.shift();
      taker.give(signal.aborted ? [] : next(taker.most));
    }
  }

  async function fill(): Promise<void> {
    while (!signal.aborted) {
      const some = await receive(polling, RECEIVE_MAX, signal).catch((): Message[] => []);
      for (const message of some) order.add(message);
      serve();
      while (order.waiting.length >= MOST_WAITING && !signal.aborted) await sleep(FULL_MS);
    }
  }

  const stopHiding = hideAgain(polling, () => order.waiting);
  signal.addEventListener('abort', () => {
    stopHiding();
    serve();
  });
  void fill();
  return {
    take: (most, least) =>
      new Promise((give) => {
        takers.push({ most, least, give });
        serve();
      }),
    handled(message) {
      order.handled(message);
      serve();
    },
  };
}

/** Keeps waiting messages from becoming visible again; returns how to stop that. */
function hideAgain({ client, queue }: QueuePolling, waiting: () => readonly Message[]): () => void {
  const VisibilityTimeout = queue.properties.VisibilityTimeout ?? 30;
  const hide = ({ ReceiptHandle }: Message) =>
    client.send(new ChangeMessageVisibilityCommand({ QueueUrl: queue.url, ReceiptHandle, VisibilityTimeout }));
  // A message that cannot be hidden comes twice, which is harmless.
  const timer = setInterval(() => void Promise.allSettled(waiting().map(hide)), (VisibilityTimeout * 1000) / 3);
  timer.unref();
  return () => clearInterval(timer);
}

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
