import type { Channel } from '../../shared/domain/channels/channel.ts';
import { type Topic, topicIn } from '../../shared/domain/channels/topic.ts';
import { isFromTopic } from './sns-proof.ts';
import {
  type Arrivals,
  type CallProvider,
  type InboundReading,
  type InboundSource,
  type JsonFields,
  NOTHING,
  objectIn,
  stringOf,
  UNPROVEN,
} from './source.ts';

export interface Publication {
  /** Its content, a JSON object. */
  readonly message: JsonFields;
  /** SNS's own id, the same in each delivery. */
  readonly id: string;
  /** When it was published, ISO 8601. */
  readonly at: string;
}

/** The part of a publication for one of the workspace's numbers. */
export interface ForNumber {
  readonly number: string;
  read(channel: Channel): Arrivals;
}

/** How to read what an AWS service publishes of people's messages; empty for others' publications. */
export type Publisher = (publication: Publication) => readonly ForNumber[];

/** Nothing older is delivered again, and known messages are recognised for thirty days. */
const LATEST_MS = 24 * 3_600_000;

/** A publisher's messages by SNS over HTTPS, signed for the channel's topic. It calls no address of a message. */
export const overHttps = (publisher: Publisher): InboundSource => ({
  answer: { status: 200 },
  async read({ body, now }, channel, ask): Promise<InboundReading> {
    const [topic, sent] = [channel.topic === null ? null : topicIn(channel.topic), objectIn(body)];
    if (topic === null || sent === null || !(await isFromTopic(sent, topic, ask))) return UNPROVEN;
    const at = stringOf(sent['Timestamp']) ?? '';
    if (!(Math.abs(now * 1000 - Date.parse(at)) <= LATEST_MS)) return UNPROVEN;
    if (sent['Type'] === 'SubscriptionConfirmation') await confirm(sent, topic, ask);
    return sent['Type'] === 'Notification' ? readNotification(publisher, sent, channel) : NOTHING;
  },
});

function confirm(sent: JsonFields, { arn, host }: Topic, ask: CallProvider): Promise<string> {
  const action = { Action: 'ConfirmSubscription', TopicArn: arn, Token: stringOf(sent['Token']) ?? '' };
  return ask(`https://${host}/?${new URLSearchParams(action)}`);
}

/** Another channel handles messages for another number. */
function readNotification(parts: Publisher, sent: JsonFields, channel: Channel): Arrivals {
  const message = objectIn(stringOf(sent['Message']) ?? '');
  if (message === null) return { arrived: [], bad: 1 };
  const [id, at] = [stringOf(sent['MessageId']) ?? '', stringOf(sent['Timestamp']) ?? ''];
  const all = parts({ message, id, at });
  if (all.length === 0) return { arrived: [], bad: 1 };
  const own = all.filter(({ number }) => channel.number === null || number === channel.number);
  const taken = own.map(({ read }) => read(channel));
  return { arrived: taken.flatMap(({ arrived }) => arrived), bad: taken.reduce((sum, { bad = 0 }) => sum + bad, 0) };
}
