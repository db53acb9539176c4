import { createHash, createHmac } from 'node:crypto';
import type { Channel } from '../../shared/domain/channels/channel.ts';
import {
  fieldsOf,
  type InboundReading,
  type InboundRequest,
  isSame,
  type JsonFields,
  NOTHING,
  objectIn,
  said,
  stringOf,
  UNPROVEN,
  urnOf,
} from './source.ts';

/** Deliveries are repeated for a day. */
const LATEST_SECONDS = 25 * 3_600;

/** A request of Vonage's Messages API; null for one of the SMS API. */
export function messageIn({ method, body }: InboundRequest): JsonFields | null {
  const sent = method === 'GET' ? null : objectIn(body);
  return sent !== null && sent['message_uuid'] !== undefined ? sent : null;
}

/** A message of the Messages API, proven by a token over its body. Its reports say nothing about opt-outs. */
export function readOfMessages(sent: JsonFields, request: InboundRequest, channel: Channel): InboundReading {
  // Vonage sends without a token when it cannot make one, and again with one after a 5xx.
  if (!request.headers['authorization']) return { refused: true, status: 503 };
  if (!isProven(request, channel.secret ?? '')) return UNPROVEN;
  if (sent['status'] !== undefined) return NOTHING;
  const id = stringOf(sent['message_uuid']);
  const from = stringOf(sent['from']);
  const urn = from && urnFor(stringOf(sent['channel']) ?? '', from, channel);
  if (!id || !urn) return { arrived: [], bad: 1 };
  const { text = '', payload } = wordsOf(sent);
  const occurredOn = stringOf(sent['timestamp']);
  return { arrived: [said({ urn, text, id, payload, occurredOn })] };
}

function urnFor(sentBy: string, from: string, channel: Channel): string | null {
  if (sentBy === 'sms' || sentBy === 'mms') return urnOf({ ...channel, scheme: 'tel' }, from, true);
  if (sentBy === 'whatsapp') return urnOf({ ...channel, scheme: 'whatsapp' }, from);
  return { messenger: `facebook:${from}`, viber_service: `viber:${from}` }[sentBy] ?? null;
}

function wordsOf(sent: JsonFields): { readonly text?: string | undefined; readonly payload?: string | undefined } {
  const button = fieldsOf(sent['button']);
  const reply = fieldsOf(sent['reply']);
  if (button) return { text: stringOf(button['text']), payload: stringOf(button['payload']) };
  if (reply) return { text: stringOf(reply['title']), payload: stringOf(reply['id']) };
  const media = fieldsOf(sent[stringOf(sent['message_type']) ?? '']);
  return { text: stringOf(sent['text']) ?? stringOf(media?.['caption']) };
}

/** A JSON Web Token of the account's signature secret, with the body's hash: developer.vonage.com, signed webhooks. */
function isProven({ headers, body, now }: InboundRequest, secret: string): boolean {
  const [, head = '', claims = '', signature] =
    /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/i.exec(headers['authorization'] ?? '') ?? [];
  const own = createHmac('sha256', secret).update(`${head}.${claims}`).digest('base64url');
  if (!isSame(signature, own) || partOf(head)?.['alg'] !== 'HS256') return false;
  const { iat, payload_hash } = partOf(claims) ?? {};
  const hash = createHash('sha256').update(body).digest('hex');
  return (
    Math.abs(now - Number(stringOf(iat) || Number.NaN)) <= LATEST_SECONDS &&
    isSame(stringOf(payload_hash)?.toLowerCase(), hash)
  );
}

const partOf = (text: string): JsonFields | null => objectIn(Buffer.from(text, 'base64url'));
