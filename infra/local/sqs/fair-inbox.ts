import { setTimeout as sleep } from 'node:timers/promises';
import { ChangeMessageVisibilityCommand, type Message } from '@aws-sdk/client-sqs';
import { FairOrder } from './fair-order.ts';
import type { QueuePolling } from './polling.ts';
import { RECEIVE_MAX, receive } from './receive.ts';

/** Messages for a function that handles one at a time. */
interface FairInbox {
  /** The next message; null when it was stopped. */
  take(): Promise<Message | null>;
  /** A message that was taken has been handled. */
  handled(message: Message): void;
}

/** More than are pending in practice: nine for each job. */
const MOST_WAITING = 2_000;
const FULL_MS = 100;

/** Receives a queue's messages early, in flight, and hands them out in the order of SQS's fair queues. */
export function createFairInbox(polling: QueuePolling, signal: AbortSignal): FairInbox {
  const order = new FairOrder<Message>(({ Attributes }) => Attributes?.['MessageGroupId'] ?? '');
  const takers: ((message: Message | null) => void)[] = [];

  function serve(): void {
    while (takers.length > 0) {
      const message = signal.aborted ? null : order.next();
      if (message === null && !signal.aborted) return;
      takers.shift()?.(message);
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
    take: () =>
      new Promise((resolve) => {
        takers.push(resolve);
        serve();
      }),
    handled: (message) => order.handled(message),
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
