import { readChannelOf } from '../../shared/data/workspace/index.ts';
import type { TopicKind } from '../../shared/domain/channels/channel.ts';
import type { Runtime } from '../../shared/lambda/runtime.ts';
import type { Notification } from '../../shared/messages/sns.ts';
import { queueTrusted } from './queue-arrivals.ts';
import { objectIn } from './source.ts';
import { PUBLISHERS } from './sources/publishers.ts';

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
