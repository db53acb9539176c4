import type { Channel } from '../../../shared/domain/channels/channel.ts';
import {
  eachItem,
  fieldsOf,
  type InboundReading,
  type InboundRequest,
  type InboundSource,
  listOf,
  objectIn,
  said,
  stringOf,
  urnOf,
} from '../source.ts';

function read({ body }: InboundRequest, channel: Channel): InboundReading {
  const sent = objectIn(body);
  if (sent === null) return { arrived: [], bad: 1 };
  return eachItem(listOf(sent['results']), (item) => {
    const from = stringOf(item['from']);
    const id = stringOf(item['messageId']);
    if (!from || !id) return null;
    // `+0000` is not a valid offset of RFC 3339.
    const occurredOn = stringOf(item['receivedAt'])?.replace(/([+-]\d\d)(\d\d)$/, '$1:$2');
    const text = stringOf(item['text']) ?? textOfParts(item['message']);
    const payload = stringOf(item['cleanText']);
    // The payload is the text without the keyword, which may be a stop word.
    return [said({ urn: urnOf(channel, from, true), text, id, payload, occurredOn })];
  });
}

/** An MMS has its texts among its media. */
const textOfParts = (parts: unknown): string =>
  listOf(parts)
    .map((part) => fieldsOf(part) ?? {})
    .filter((part) => /^text\/plain\b/i.test(stringOf(part['contentType']) ?? ''))
    .map((part) => stringOf(part['value']) ?? '')
    .join('\n');

/** Infobip: a batch of messages. */
export const infobip: InboundSource = { answer: { status: 200 }, read };
