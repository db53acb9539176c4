import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { ChangeMessageVisibilityCommand, DeleteMessageBatchCommand, type Message } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import type { Outcome } from '../lambda/environment.ts';
import { isRefused, type LocalFunction } from '../lambda/function.ts';
import { createFairInbox, type QueuePolling, RECEIVE_MAX } from './fair-inbox.ts';

const Response = z.nullable(
  z.object({ batchItemFailures: z.optional(z.nullable(z.array(z.object({ itemIdentifier: z.string() })))) }),
);

/** A batch's failed items as Lambda reads them: any other shape or identifier, or an error, fails the whole batch. */
export function failedItems(outcome: Outcome, ids: readonly string[], partialFailures: boolean): ReadonlySet<string> {
  if (!outcome.ok) return new Set(ids);
  if (!partialFailures) return new Set();
  const response = Response.safeParse(JSON.parse(outcome.json));
  if (!response.success) return new Set(ids);
  const failed = response.data?.batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier) ?? [];
  return new Set(failed.every((id) => ids.includes(id)) ? failed : ids);
}

interface QueuePoller {
  stop(): Promise<void>;
}

/** Concurrent batches of a queue, at most one a processor: more would only load and compile it again. */
const MOST_AT_ONCE = Math.max(2, availableParallelism());

const toRecord = (message: Message, { queue, region }: QueuePolling): SQSRecord => ({
  messageId: message.MessageId ?? '',
  receiptHandle: message.ReceiptHandle ?? '',
  body: message.Body ?? '',
  attributes: { ...message.Attributes } as unknown as SQSRecord['attributes'],
  messageAttributes: {},
  md5OfBody: message.MD5OfBody ?? '',
  eventSource: 'aws:sqs',
  eventSourceARN: queue.arn,
  awsRegion: region,
});

/** A refused invocation is no delivery: the event source mapping waits and tries again. */
const REFUSED_AT_MOST = 5;
const AFTER_REFUSAL_MS = 100;

async function invokeOften(target: LocalFunction, json: string): Promise<Outcome> {
  for (let refused = 0; ; refused += 1) {
    const outcome = await target.invoke(json);
    if (!isRefused(outcome) || refused === REFUSED_AT_MOST) return outcome;
    await sleep(AFTER_REFUSAL_MS * 2 ** refused);
  }
}

/** Ids of the messages that failed in at least one delivery. */
async function invoke(polling: QueuePolling, messages: readonly Message[]): Promise<ReadonlySet<string>> {
  const { source, target, queue } = polling;
  const Records = messages.map((message) => toRecord(message, polling));
  const json = JSON.stringify({ Records });
  const ids = Records.map(({ messageId }) => messageId);
  const once = async () => {
    await sleep(polling.faults.delay(queue.url));
    return failedItems(await invokeOften(target, json), ids, source.partialFailures);
  };
  const { times, together } = polling.faults.deliveries(queue.url);
  const outcomes = together ? await Promise.all(Array.from({ length: times }, once)) : [];
  while (outcomes.length < times) outcomes.push(await once());
  return new Set(outcomes.flatMap((failed) => [...failed]));
}

const attempt = (message: Message): number => Number(message.Attributes?.ApproximateReceiveCount ?? 1);

/** Shows a failed message again after as many seconds as it was received times; 0 would break fauxqs. */
function retrySoon({ client, queue }: QueuePolling, message: Message): Promise<unknown> {
  const seconds = Math.min(attempt(message), queue.properties.VisibilityTimeout ?? 30);
  return client.send(
    new ChangeMessageVisibilityCommand({
      QueueUrl: queue.url,
      ReceiptHandle: message.ReceiptHandle,
      VisibilityTimeout: Math.max(1, seconds),
    }),
  );
}

async function deleteMessages({ client, queue }: QueuePolling, messages: readonly Message[]): Promise<void> {
  const entries = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
  for (let start = 0; start < entries.length; start += RECEIVE_MAX) {
    const Entries = entries.slice(start, start + RECEIVE_MAX);
    await client.send(new DeleteMessageBatchCommand({ QueueUrl: queue.url, Entries }));
  }
}

async function deliver(polling: QueuePolling, messages: readonly Message[]): Promise<void> {
  const failed = await invoke(polling, messages);
  const isFailed = ({ MessageId = '' }: Message) => failed.has(MessageId);
  await deleteMessages(
    polling,
    messages.filter((message) => !isFailed(message)),
  );
  await Promise.all(messages.filter(isFailed).map((message) => retrySoon(polling, message)));
}

/** Delivers a queue's messages to its function until it is stopped, like Lambda's event source mapping. */
export function pollQueue(polling: QueuePolling): QueuePoller {
  const { source, target } = polling;
  const stopping = new AbortController();
  const most = Math.min(source.maximumConcurrency ?? MOST_AT_ONCE, target.concurrency, MOST_AT_ONCE);
  const inHand = new Set<Promise<void>>();

  /** If the outcome cannot be reported, the batch comes again after its visibility timeout. */
  function handOver(batch: readonly Message[], handled: (message: Message) => void): void {
    const delivery = deliver(polling, batch)
      .catch((error: unknown) => void (stopping.signal.aborted || polling.onError(error)))
      .finally(() => {
        inHand.delete(delivery);
        batch.forEach(handled);
      });
    inHand.add(delivery);
  }

  /** A workspace with many messages must not delay the others. A second batch goes when a whole one is there. */
  async function loop(): Promise<void> {
    const inbox = createFairInbox(polling, stopping.signal);
    while (!stopping.signal.aborted) {
      while (inHand.size >= most) await Promise.race(inHand);
      const batch = await inbox.take(source.batchSize, () => (inHand.size === 0 ? 1 : source.batchSize));
      if (batch.length > 0) handOver(batch, inbox.handled);
    }
  }

  const running = loop();
  return {
    async stop() {
      stopping.abort();
      await Promise.all([running, ...inHand]);
    },
  };
}
