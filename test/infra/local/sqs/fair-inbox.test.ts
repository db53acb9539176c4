import { type Message, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, expect, test } from 'vitest';
import { createFairInbox, type QueuePolling } from '../../../../infra/local/sqs/fair-inbox.ts';

let stopping = new AbortController();
afterEach(() => stopping.abort());

/** An inbox of a queue that hands out these messages at once, and no more; `a1` is the first one of group `a`. */
function inboxOf(...names: readonly string[]) {
  stopping = new AbortController();
  const messages = names.map((name) => ({
    MessageId: name,
    MessageAttributes: { MessageGroupId: { DataType: 'String', StringValue: name.slice(0, 1) } },
  }));
  const answers = [{ Messages: messages }];
  const client = {
    send: (command: unknown) =>
      command instanceof ReceiveMessageCommand ? (answers.shift() ?? new Promise(() => undefined)) : {},
  };
  return createFairInbox({ client, queue: { url: 'q', properties: {} } } as unknown as QueuePolling, stopping.signal);
}

const one = () => 1;
const namesOf = (messages: readonly Message[]) => messages.map(({ MessageId }) => MessageId);

test('a batch has messages of a quiet workspace beside those of a busy one, which came first', async () => {
  const inbox = inboxOf('a1', 'a2', 'a3', 'a4', 'a5', 'b1');
  expect(namesOf(await inbox.take(3, one))).toEqual(['a1', 'b1', 'a2']);
});

test('a batch is what is there, and the next one waits for the first message', async () => {
  const inbox = inboxOf('a1', 'a2');
  expect(namesOf(await inbox.take(10, one))).toEqual(['a1', 'a2']);
  const next = inbox.take(10, one);
  stopping.abort();
  expect(await next).toEqual([]);
});

test('a batch beside another waits until a whole one is there, or the other is handled', async () => {
  const inbox = inboxOf('a1', 'a2', 'a3');
  let inHand = await inbox.take(1, one);
  const next = inbox.take(3, () => (inHand.length === 0 ? 1 : 3));
  const later = new Promise((resolve) => setImmediate(resolve, 'it waits'));
  expect(await Promise.race([next, later])).toBe('it waits');
  const handled = inHand;
  inHand = [];
  handled.forEach(inbox.handled);
  expect(namesOf(await next)).toEqual(['a2', 'a3']);
});
