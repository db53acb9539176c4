import { createPublicKey, createVerify, type KeyObject } from 'node:crypto';
import type { Topic } from '../../shared/domain/channels/topic.ts';
import { type CallProvider, type JsonFields, stringOf } from './source.ts';

/** A message's signed keys by type (AWS: verifying signatures of SNS messages). Attributes are not signed. */
const CONFIRMATION = ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
const SIGNED: Readonly<Record<string, readonly string[]>> = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: CONFIRMATION,
  UnsubscribeConfirmation: CONFIRMATION,
};

const ALGORITHMS: Readonly<Record<string, string>> = { 1: 'RSA-SHA1', 2: 'RSA-SHA256' };

/** Whether SNS signed a message for this topic. The key comes from the topic's own host, not from a named address. */
export async function isFromTopic(sent: JsonFields, { arn, host }: Topic, ask: CallProvider): Promise<boolean> {
  const names = SIGNED[stringOf(sent['Type']) ?? ''];
  const algorithm = ALGORITHMS[stringOf(sent['SignatureVersion']) ?? ''];
  const [certificate = '', signature] = [stringOf(sent['SigningCertURL']), stringOf(sent['Signature'])];
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

/** AWS changes its certificates now and then; each region has its own. */
const keys = new Map<string, KeyObject>();
const MOST_KEYS = 50;

async function keyAt(url: string, ask: CallProvider): Promise<KeyObject> {
  const known = keys.get(url);
  if (known) return known;
  const key = createPublicKey(await ask(url));
  if (keys.size >= MOST_KEYS) keys.clear();
  keys.set(url, key);
  return key;
}
