import type { Channel } from '../../../shared/domain/channels/channel.ts';
import { EVENT_TYPES, type EventType } from '../../../shared/domain/contacts/opt-out/inbound-event.ts';
import { SIGNATURE_HEADER, webhookSignature } from '../../../shared/services/webhooks/signature.ts';
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
  if (!isSigned(request, channel.secret ?? '')) return UNPROVEN;
  const sent = objectIn(request.body);
  if (sent === null) return { arrived: [], bad: 1, answer: { status: 400 } };
  const signature = request.headers[SIGNATURE_HEADER] ?? '';
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

function isSigned({ headers, body, now }: InboundRequest, secret: string): boolean {
  const given = headers[SIGNATURE_HEADER];
  const [, t] = /^t=(\d{1,12}),/.exec(given ?? '') ?? [];
  if (t === undefined || Math.abs(now - Number(t)) > SECONDS) return false;
  return isSame(given, webhookSignature(secret, Number(t), body));
}

/** The user's own JSON, signed as this service signs its webhooks. */
export const json: InboundSource = { answer: { status: 200, type: 'application/json', body: '{}' }, later: 429, read };
