import { createHmac } from 'node:crypto';
import type { Channel } from '../../../shared/domain/channels/channel.ts';
import {
  type Arrivals,
  type Arrived,
  eachItem,
  fieldsOf,
  type InboundReading,
  type InboundRequest,
  type InboundSource,
  isSame,
  type JsonFields,
  listOf,
  NOTHING,
  objectIn,
  said,
  stringOf,
  UNPROVEN,
  unixTime,
} from '../source.ts';

function read(request: InboundRequest, channel: Channel): InboundReading {
  if (request.method === 'GET') return challenge(request, channel);
  const own = createHmac('sha256', channel.secret ?? '')
    .update(request.body)
    .digest('hex');
  if (!isSame(request.headers['x-hub-signature-256'], `sha256=${own}`)) return UNPROVEN;
  const sent = objectIn(request.body);
  return sent === null ? { arrived: [], bad: 1 } : readMetaEntries(listOf(sent['entry']));
}

/** Meta tests an address before it is used; the token is the uuid of the channel. */
function challenge({ rawQuery }: InboundRequest, { uuid }: Channel): InboundReading {
  const params = new URLSearchParams(rawQuery);
  const asked = params.get('hub.challenge');
  if (params.get('hub.mode') !== 'subscribe' || asked === null) return NOTHING;
  if (!isSame(params.get('hub.verify_token') ?? '', uuid)) return UNPROVEN;
  // Nothing else is sent back, whoever has the token.
  if (!CHALLENGE.test(asked)) return { arrived: [], bad: 1, answer: { status: 400 } };
  return { arrived: [], answer: { status: 200, type: 'text/plain', body: asked } };
}

/** Meta sends a whole number. */
const CHALLENGE = /^\d{1,40}$/;

/** Messages and marketing refusals in Meta's entries. */
export function readMetaEntries(entries: readonly unknown[]): Arrivals {
  const values = entries
    .flatMap((entry) => listOf(fieldsOf(entry)?.['changes']))
    .map((change) => fieldsOf(fieldsOf(change)?.['value']) ?? {});
  return eachItem(
    values.flatMap((value) => [
      ...listOf(value['messages']).map((message) => ({ message })),
      ...listOf(value['statuses']).map((status) => ({ status })),
      ...listOf(value['user_preferences']).map((preference) => ({ preference })),
    ]),
    ({ message, status, preference }) => {
      const item = fieldsOf(message ?? status ?? preference);
      if (item === null) return null;
      return message ? readMessage(item) : status ? readStatus(item) : readPreference(item);
    },
  );
}

/** Types without a text of the person: reactions, and WhatsApp's own notices. */
const SILENT = new Set(['reaction', 'system', 'unsupported']);

function readMessage(item: JsonFields): Arrived[] | null {
  const id = stringOf(item['id']);
  const type = stringOf(item['type']);
  // A person with a user name may come without a number, or lose it later; a STOP then concerns the number too.
  const number = stringOf(item['from']);
  const user = stringOf(item['from_user_id']);
  const from = number || user;
  if (!id || !from || !type) return null;
  if (SILENT.has(type) || item['group_id'] !== undefined) return [];
  const { text, payload } = wordsOf(type, fieldsOf(item[type]) ?? {});
  const occurredOn = unixTime(item['timestamp']);
  const alias = number && user && `whatsapp:${user}`;
  return [said({ urn: `whatsapp:${from}`, alias, text: text ?? '', id, payload, occurredOn })];
}

function wordsOf(
  type: string,
  part: JsonFields,
): { readonly text?: string | undefined; readonly payload?: string | undefined } {
  if (type === 'text') return { text: stringOf(part['body']) };
  if (type === 'button') return { text: stringOf(part['text']), payload: stringOf(part['payload']) };
  const reply = fieldsOf(part['button_reply']) ?? fieldsOf(part['list_reply']);
  if (type === 'interactive') return { text: stringOf(reply?.['title']), payload: stringOf(reply?.['id']) };
  return { text: stringOf(part['caption']) };
}

/** The person refuses this sender's marketing. Bulk messages are that, so the contact is stopped. */
const STOPPED_MARKETING = '131050';

function readStatus(item: JsonFields): Arrived[] | null {
  const id = stringOf(item['id']);
  const person = stringOf(item['recipient_id']);
  const refused = listOf(item['errors']).some((error) => stringOf(fieldsOf(error)?.['code']) === STOPPED_MARKETING);
  if (!refused) return [];
  if (!person) return null;
  return [{ type: 'stop_contact', urn: `whatsapp:${person}`, id: id ? `${id}.${STOPPED_MARKETING}` : null }];
}

function readPreference(item: JsonFields): Arrived[] | null {
  const person = stringOf(item['wa_id']);
  const value = stringOf(item['value']);
  if (value !== 'stop') return [];
  if (!person) return null;
  const timestamp = stringOf(item['timestamp']);
  const occurredOn = unixTime(item['timestamp']);
  const id = timestamp === undefined ? null : `${person}.stop.${timestamp}`;
  return [said({ type: 'stop_contact', urn: `whatsapp:${person}`, id, occurredOn })];
}

/** WhatsApp by Meta's Cloud API. */
export const whatsapp: InboundSource = { answer: { status: 200 }, read };
