import * as z from 'zod/mini';
import { requireForm } from '../../shared/data/dynamo/index.ts';
import { readChannelOf } from '../../shared/data/workspace/index.ts';
import type { TopicKind } from '../../shared/domain/channels/channel.ts';
import { identityOf } from '../../shared/domain/contacts/urns.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';
import { openQueues } from '../../shared/lambda/clients/queues.ts';
import { openHmacKey } from '../../shared/lambda/clients/secret.ts';
import type { Runtime } from '../../shared/lambda/invocation/runtime.ts';
import { puttingOff, queueBatchHandler } from '../../shared/lambda/invocation/worker.ts';
import { type InboundMessage, inboundMessage } from '../../shared/messages/inbound.ts';
import { type KnownAhead, recordMany } from '../../shared/services/events/record-many.ts';
import { queueTrusted } from './queue-arrivals.ts';
import { ofManyFrom, receiveMessage } from './receive-message.ts';
import { objectIn } from './source.ts';
import { PUBLISHERS } from './sources/publishers.ts';

/** SNS's envelope, as a subscribed queue gets it; the queue's policy says who may send. */
const notification = z.object({
  Type: z.literal('Notification'),
  MessageId: z.string(),
  TopicArn: z.string(),
  Message: z.string(),
  Timestamp: z.string(),
});
type Notification = z.output<typeof notification>;

/** Handles one message by itself, with what is known of it; never throws. */
type TakeAlone = (message: InboundMessage, known: KnownAhead | null) => Promise<void>;

type TakeRuntime = Pick<Runtime, 'data' | 'logger' | 'now'>;

type Left = Map<InboundMessage, KnownAhead | null>;

type Taking = Runtime & { readonly known: KnownAhead | null };

/** Without the person and the text. */
const shown = ({ workspace, type, seed }: InboundMessage) => ({ workspace, type, seed });

const takeOne = puttingOff<InboundMessage, Taking>('inbound', receiveMessage, shown);

/** The consumer of the inbound queue: people's messages, and SNS notifications, which are unpacked into messages. */
export const handler = queueBatchHandler(
  z.union([inboundMessage, notification]),
  async (all, runtime, each) => {
    const messages = all.filter((one) => 'workspace' in one);
    for (const one of all) if (!('workspace' in one)) await each(one, () => unpackNotification(one, runtime));
    await takeMessages(messages, runtime, (message, known) =>
      each(message, () => takeOne(message, { ...runtime, known })),
    );
  },
  { hmacKey: openHmacKey, queues: openQueues },
);

/**
 * Queues each message for the workspace that has its number. Throws for an unknown number: it may be an opt-out. Tables
 * of any form have the channel; the message itself waits until they are of this form (ADR 068).
 */
export async function unpackNotification(
  { Message, MessageId: id, Timestamp: at, TopicArn: topic }: Notification,
  runtime: Pick<Runtime, 'config' | 'data' | 'queues' | 'logger' | 'metrics' | 'now'>,
): Promise<void> {
  const message = objectIn(Message);
  const parts = (Object.keys(PUBLISHERS) as TopicKind[]).flatMap((kind) =>
    message === null ? [] : PUBLISHERS[kind]({ message, id, at }).map((part) => ({ kind, ...part })),
  );
  if (parts.length === 0) runtime.logger.warn('notification not understood', { topic, message_id: id });
  const unknown: string[] = [];
  for (const { kind, number, read } of parts) {
    const channel = await readChannelOf(runtime.data, kind, number);
    if (channel === null) unknown.push(`${kind} ${number}`);
    else await queueTrusted(read(channel), channel, runtime);
  }
  if (unknown.length > 0) throw new Error(`No channel has the number ${unknown.join(', ')}.`);
}

/**
 * Handles the messages of a delivery, each once: together where that costs less, and by itself whatever that leaves.
 * Messages of one address are handled in their order. What goes wrong with one is met by it alone.
 */
export async function takeMessages(
  messages: readonly InboundMessage[],
  runtime: TakeRuntime,
  alone: TakeAlone,
): Promise<void> {
  for (const turn of turnsOf(messages))
    for (const [workspace, some] of Map.groupBy(turn, (one) => one.workspace)) {
      const left = await takeTogether(workspace, some, runtime);
      for (const [message, known] of left) await alone(message, known);
    }
}

/** In order, so that a turn has no two messages of one address or id, and an address's messages are in later turns. */
function turnsOf(messages: readonly InboundMessage[]): InboundMessage[][] {
  const turns: InboundMessage[][] = [];
  const next = new Map<string, number>();
  for (const message of messages) {
    const keys = keysOf(message).map((key) => `${message.workspace} ${key}`);
    const at = Math.max(...keys.map((key) => next.get(key) ?? 0));
    turns[at] = [...(turns[at] ?? []), message];
    for (const key of keys) next.set(key, at + 1);
  }
  return turns;
}

const keysOf = ({ urn, alias, externalId, seed }: InboundMessage): string[] => [
  ...[urn, alias ?? urn].map((one) => `urn ${identityOf(one)}`),
  `id ${externalId ?? seed}`,
];

/** The messages that are left, in order, with what is known of them. */
async function takeTogether(
  workspace: WorkspaceId,
  some: readonly InboundMessage[],
  { data, logger, now }: TakeRuntime,
): Promise<Left> {
  const left: Left = new Map(some.map((message) => [message, null]));
  const plain = some.filter(({ part, list }) => part === undefined && list === undefined);
  if (plain.length === 0) return left;
  try {
    await requireForm(data);
    await recordMany(
      plain.map((message) => ({ ...ofManyFrom(message), message })),
      { data, workspace, now: now() },
      {
        recorded: ({ message }) => void left.delete(message),
        left: ({ message }, known) => void left.set(message, known),
      },
    );
  } catch (error) {
    // Whatever it is, the message whose fault it is meets it again alone.
    logger.warn('messages failed: each is now taken alone', { messages: left.size, error: error as Error });
    for (const message of left.keys()) left.set(message, null);
  }
  return left;
}
