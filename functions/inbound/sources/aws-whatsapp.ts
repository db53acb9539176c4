import { type ForNumber, overHttps, type Publication, type Publisher } from '../sns.ts';
import { fieldsOf, listOf, objectIn, stringOf } from '../source.ts';
import { readMetaEntries } from './whatsapp.ts';

/** One of Meta's entries as text; its changes may concern several numbers. */
function parts({ message }: Publication): ForNumber[] {
  const entry = objectIn(stringOf(message['whatsAppWebhookEntry']) ?? '');
  const byNumber = Map.groupBy(listOf(entry?.['changes']), numberOf);
  return [...byNumber].flatMap(([number, changes]) =>
    number === undefined ? [] : [{ number, read: () => readMetaEntries([{ changes }]) }],
  );
}

const numberOf = (change: unknown): string | undefined =>
  stringOf(fieldsOf(fieldsOf(fieldsOf(change)?.['value'])?.['metadata'])?.['phone_number_id']);

/** WhatsApp by AWS End User Messaging Social: Meta's entries in SNS's envelope. */
export const whatsappOfAws: Publisher = { kind: 'aws_whatsapp', parts };
export const aws_whatsapp = overHttps(whatsappOfAws);
