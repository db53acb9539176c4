import type { Channel } from '../../../shared/domain/channels/channel.ts';
import { EVENT_TYPES, type EventType } from '../../../shared/domain/contacts/opt-out/inbound-event.ts';
import { signatureHeaders } from '../../../shared/services/webhooks/signature.ts';
import {
  type Arrived,
  eachItem,
  type InboundReading,
  type InboundRequest,
  type InboundSource,
  isSame,
  type JsonFields,
  listOf,
  objectIn,
  said,
  stringOf,
  UNPROVEN,
  urnOf,
} from '../source.ts';

/** Seconds for which a signature is valid. */
const SECONDS = 300;

function read(request: InboundRequest, channel: Channel): InboundReading {
  const signature = channel.secret ? signatureOf(request, channel.secret) : null;
  if (signature === null) return UNPROVEN;
  const sent = objectIn(request.body);
  if (sent === null) return { arrived: [], bad: 1, answer: { status: 400 } };
  // Without an id the signature identifies the event, so that nobody can replay a request while its signature is valid.
  return eachItem(Array.isArray(sent['events']) ? listOf(sent['events']) : [sent], (item, place) =>
    readEvent(item, channel, `${signature}.${place}`),
  );
}

const isType = (type: string | undefined): type is EventType => EVENT_TYPES.some((one) => one === type);

function readEvent(item: JsonFields, channel: Channel, onceBy: string): Arrived[] | null {
  const type = stringOf(item['type']);
  const urn = stringOf(item['urn']);
  const text = stringOf(item['text']) ?? '';
  if (!isType(type) || !urn) return null;
  const payload = stringOf(item['payload']);
  const occurredOn = stringOf(item['occurred_on']);
  const id = stringOf(item['external_id']) ?? null;
  const to = urn.includes(':') ? urn : urnOf(channel, urn);
  return [said({ type, urn: to, text, id, onceBy, payload, occurredOn })];
}

/** The one signature that the request may have; null when none of those that it has is that one. */
function signatureOf({ headers, body, now }: InboundRequest, secret: string): string | null {
  const { 'webhook-id': id = '', 'webhook-timestamp': time = '', 'webhook-signature': given = '' } = headers;
  // An id with a dot could be another id with another time.
  if (!/^[^.]+$/.test(id) || !/^\d{1,12}$/.test(time) || Math.abs(now - Number(time)) > SECONDS) return null;
  const { 'webhook-signature': own } = signatureHeaders(secret, id, Number(time), body);
  return given.split(' ').some((one) => isSame(one, own)) ? own : null;
}

/** The user's own JSON, signed as this service signs its webhooks. */
export const json: InboundSource = { answer: { status: 200, type: 'application/json', body: '{}' }, later: 429, read };
