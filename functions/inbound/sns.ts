import { createPublicKey, createVerify, type KeyObject } from 'node:crypto';
import type { Channel } from '../../shared/domain/channels/channel.ts';
import { type Topic, topicIn } from '../../shared/domain/channels/topic.ts';
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

/** A message's signed keys by type (AWS: verifying signatures of SNS messages). Attributes are not signed. */
const CONFIRMATION = ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
const SIGNED: Readonly<Record<string, readonly string[]>> = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: CONFIRMATION,
  UnsubscribeConfirmation: CONFIRMATION,
};

const ALGORITHMS: Readonly<Record<string, string>> = { 1: 'RSA-SHA1', 2: 'RSA-SHA256' };

/** AWS changes its certificates now and then; each region has its own. */
const keys = new Map<string, KeyObject>();
const MOST_KEYS = 50;

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
    const topic = channel.topic === null ? null : topicIn(channel.topic);
    const sent = objectIn(body);
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
  const id = stringOf(sent['MessageId']) ?? '';
  const at = stringOf(sent['Timestamp']) ?? '';
  const all = parts({ message, id, at });
  if (all.length === 0) return { arrived: [], bad: 1 };
  const own = all.filter(({ number }) => channel.number === null || number === channel.number);
  const taken = own.map(({ read }) => read(channel));
  return { arrived: taken.flatMap(({ arrived }) => arrived), bad: taken.reduce((sum, { bad = 0 }) => sum + bad, 0) };
}

/** Whether SNS signed a message for this topic. The key comes from the topic's own host, not from a named address. */
async function isFromTopic(sent: JsonFields, { arn, host }: Topic, ask: CallProvider): Promise<boolean> {
  const names = SIGNED[stringOf(sent['Type']) ?? ''];
  const algorithm = ALGORITHMS[stringOf(sent['SignatureVersion']) ?? ''];
  const certificate = stringOf(sent['SigningCertURL']) ?? '';
  const signature = stringOf(sent['Signature']);
  if (sent['TopicArn'] !== arn || !names || !algorithm || !signature || !isAt(certificate, host)) return false;
  const verify = createVerify(algorithm);
  for (const name of names) {
    const value = stringOf(sent[name]);
    // With a line of its own it could be read as further keys. Only the message comes first, and may have lines.
    if (name !== 'Message' && value?.includes('\n')) return false;
    if (value !== undefined) verify.update(`${name}\n${value}\n`);
  }
  return verify.verify(await keyAt(certificate, ask), signature, 'base64');
}

const isAt = (url: string, host: string): boolean =>
  url.startsWith(`https://${host}/`) &&
  /^\/SimpleNotificationService-[0-9a-f]{32}\.pem$/.test(url.slice(8 + host.length));

async function keyAt(url: string, ask: CallProvider): Promise<KeyObject> {
  const known = keys.get(url);
  if (known) return known;
  const key = createPublicKey(await ask(url));
  if (keys.size >= MOST_KEYS) keys.clear();
  keys.set(url, key);
  return key;
}
