import type { Channel, TopicKind } from '../../../shared/domain/channels/channel.ts';
import type { ForNumber, Publication, Publisher } from '../sns.ts';
import { fieldsOf, listOf, objectIn, said, stringOf, urnOf } from '../source.ts';
import { readMetaEntries } from './whatsapp.ts';

/** WhatsApp by AWS End User Messaging Social: one of Meta's entries as text, with changes for several numbers. */
function whatsappOfAws({ message }: Publication): ForNumber[] {
  const entry = objectIn(stringOf(message['whatsAppWebhookEntry']) ?? '');
  const byNumber = Map.groupBy(listOf(entry?.['changes']), numberOf);
  return [...byNumber].flatMap(([number, changes]) =>
    number === undefined ? [] : [{ number, read: () => readMetaEntries([{ changes }]) }],
  );
}

const numberOf = (change: unknown): string | undefined =>
  stringOf(fieldsOf(fieldsOf(fieldsOf(change)?.['value'])?.['metadata'])?.['phone_number_id']);

/** AWS End User Messaging SMS, two-way. AWS does not send STOP, unless opt-outs are self-managed. */
function smsOfAws({ message, id: published, at }: Publication): ForNumber[] {
  const from = stringOf(message['originationNumber']);
  const number = stringOf(message['destinationNumber']);
  if (!from || !number) return [];
  const id = stringOf(message['inboundMessageId']) || published;
  const text = stringOf(message['messageBody']) ?? '';
  const read = (channel: Channel) => ({
    arrived: [said({ urn: urnOf(channel, from, true), text, id, occurredOn: at })],
  });
  return [{ number, read }];
}

/** What AWS publishes to topics, by the kind of channel that it is for. */
export const PUBLISHERS: Readonly<Record<TopicKind, Publisher>> = { aws_sms: smsOfAws, aws_whatsapp: whatsappOfAws };
