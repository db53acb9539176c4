/** Requests as each provider that proves itself would send them, and their proofs. */
import { createHash, createHmac, createSign, generateKeyPairSync } from 'node:crypto';
import type { InboundRequest } from '../../../functions/inbound/source.ts';
import type { ChannelKind } from '../../../shared/domain/channels/channel.ts';
import { signatureHeaders } from '../../../shared/services/webhooks/signature.ts';

export const NOW = 1_767_323_045;
export const URL_CALLED = 'https://example.org/in/abc';
export const SECRET = 'captured';

export type Pairs = readonly (readonly [name: string, value: string])[];

export interface Captured {
  readonly kind: ChannelKind;
  readonly name: string;
  readonly request: InboundRequest;
  readonly topic?: string;
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const JSON_TYPE = { 'content-type': 'application/json' };

export const requestOf = (
  parts: Partial<Omit<InboundRequest, 'body'>> & { readonly body?: string },
): InboundRequest => ({
  method: 'POST',
  action: '',
  headers: {},
  rawQuery: '',
  url: URL_CALLED,
  now: NOW,
  ...parts,
  body: Buffer.from(parts.body ?? ''),
});

export const formOf = (pairs: Pairs): string =>
  new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])).toString();

const hmac = (hash: string, text: string | Buffer, encoding: 'hex' | 'base64' | 'base64url' = 'hex') =>
  createHmac(hash, SECRET).update(text).digest(encoding);

function vonage(name: string, pairs: Pairs): Captured {
  const all: Pairs = [...pairs, ['timestamp', String(NOW)]];
  const sorted = [...all].sort(([one], [other]) => (one < other ? -1 : 1));
  const sig = hmac('sha256', sorted.map(([key, value]) => `&${key}=${value.replace(/[&=]/g, '_')}`).join(''));
  return { kind: 'vonage', name, request: requestOf({ headers: FORM, body: formOf([...all, ['sig', sig]]) }) };
}

function twilio(name: string, pairs: Pairs): Captured {
  const sorted = [...pairs].sort(([one], [other]) => (one < other ? -1 : 1));
  const signature = hmac('sha1', URL_CALLED + sorted.map((pair) => pair.join('')).join(''), 'base64');
  const headers = { ...FORM, 'x-twilio-signature': signature };
  return { kind: 'twilio', name, request: requestOf({ headers, body: formOf(pairs) }) };
}

function whatsapp(name: string, sent: object): Captured {
  const body = JSON.stringify(sent);
  const headers = { ...JSON_TYPE, 'x-hub-signature-256': `sha256=${hmac('sha256', body)}` };
  return { kind: 'whatsapp', name, request: requestOf({ headers, body }) };
}

function json(name: string, sent: object): Captured {
  const body = JSON.stringify(sent);
  const headers = { ...JSON_TYPE, ...signatureHeaders(SECRET, 'delivery', NOW, body) };
  return { kind: 'json', name, request: requestOf({ headers, body }) };
}

function vonageMessages(name: string, sent: object): Captured {
  const body = JSON.stringify(sent);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const payload_hash = createHash('sha256').update(body).digest('hex');
  const head = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ iat: NOW, jti: 'j', iss: 'Vonage', payload_hash })}`;
  const headers = { ...JSON_TYPE, authorization: `Bearer ${head}.${hmac('sha256', head, 'base64url')}` };
  return { kind: 'vonage', name, request: requestOf({ headers, body }) };
}

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** What SNS's host gives out here. */
export const CERTIFICATE = publicKey.export({ type: 'spki', format: 'pem' }).toString();

export const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:two-way';

/** A notification as SNS would post it. */
export function notificationOf(message: object, at = NOW): string {
  const sent: Record<string, string> = {
    Type: 'Notification',
    MessageId: 'm-1',
    TopicArn: TOPIC,
    Subject: 'To you',
    Message: JSON.stringify(message, null, 1),
    Timestamp: new Date(at * 1000).toISOString(),
  };
  const sign = createSign('RSA-SHA256');
  for (const name of Object.keys(sent).sort()) sign.update(`${name}\n${sent[name]}\n`);
  return JSON.stringify({
    ...sent,
    SignatureVersion: '2',
    Signature: sign.sign(privateKey, 'base64'),
    SigningCertURL: `https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-${'5'.repeat(32)}.pem`,
  });
}

const sns = (name: string, message: object): Captured => ({
  kind: 'aws_sms',
  name,
  topic: TOPIC,
  request: requestOf({ headers: { 'content-type': 'text/plain; charset=UTF-8' }, body: notificationOf(message) }),
});

const PERSON = '+250788123456';
const SID = 'SM00000000000000000000000000000001';

/** Messages of a person, in whose text an attacker has put what parameters look like; and reports. */
export const CAPTURED: readonly Captured[] = [
  vonage('a message', [
    ['msisdn', '250788123456'],
    ['to', '8282'],
    ['messageId', '0A'],
    ['text', 'hi&msisdn=250788000000&text=STOP'],
    ['keyword', ''],
  ]),
  vonage('a receipt', [
    ['msisdn', '250788123456'],
    ['to', '8282'],
    ['messageId', '0A'],
    ['status', 'delivered'],
    ['err-code', '0'],
  ]),
  twilio('a message', [
    ['AccountSid', 'AC1'],
    ['Body', `hiFrom+250788000000MessageSid${SID}To8282`],
    ['From', PERSON],
    ['FromCity', ''],
    ['MessageSid', SID],
    ['NumMedia', '0'],
    ['SmsStatus', 'received'],
    ['To', '8282'],
  ]),
  twilio('a message of WhatsApp', [
    ['Body', 'hiFromwhatsapp:+250788000000'],
    ['From', `whatsapp:${PERSON}`],
    ['MessageSid', SID],
    ['ProfileName', 'AnnWaId250788000000'],
    ['To', 'whatsapp:+14155550123'],
    ['WaId', '250788123456'],
  ]),
  twilio('an opt-out', [
    ['Body', 'Arrêt'],
    ['From', PERSON],
    ['MessageSid', SID],
    ['OptOutType', 'STOP'],
    ['To', '8282'],
  ]),
  whatsapp('a message', {
    entry: [
      {
        changes: [
          { value: { messages: [{ id: 'w1', from: '250788123456', type: 'text', text: { body: 'Muraho' } }] } },
        ],
      },
    ],
  }),
  json('a message', { type: 'msg_received', urn: `tel:${PERSON}`, text: 'Muraho', external_id: 'e1' }),
  sns('a message', {
    originationNumber: PERSON,
    destinationNumber: '+12065550100',
    messageBody: 'hi\nMessageId\nm-2\nTimestamp\n2026-01-02T03:04:05.000Z',
  }),
  vonageMessages('a message of the Messages API', {
    channel: 'sms',
    message_uuid: 'u1',
    from: '250788123456',
    message_type: 'text',
    text: 'Muraho',
  }),
];
