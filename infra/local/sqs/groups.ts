/** Keeps the message groups of standard queues, which fauxqs loses, as an attribute of the message. */
import type { Message } from '@aws-sdk/client-sqs';

const GROUP = 'MessageGroupId';

interface Sent {
  [GROUP]?: string;
  MessageAttributes?: object;
}

/** Changes a call that sends messages, before fauxqs reads it. */
export function keepGroups(body: unknown): void {
  const { Entries = [body] } = (body ?? {}) as { readonly Entries?: readonly unknown[] };
  for (const entry of Entries as readonly (Sent | null)[]) {
    const group = entry?.[GROUP];
    if (entry && group !== undefined)
      entry.MessageAttributes = { ...entry.MessageAttributes, [GROUP]: { DataType: 'String', StringValue: group } };
  }
}

/** A message as SQS hands it out. */
export function withGroup({ MessageAttributes: { [GROUP]: group, ...others } = {}, ...message }: Message): Message {
  if (group?.StringValue === undefined) return { ...message, MessageAttributes: others };
  return { ...message, MessageAttributes: others, Attributes: { ...message.Attributes, [GROUP]: group.StringValue } };
}
