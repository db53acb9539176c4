import type { ForNumber, Publication } from '../sns.ts';
import { fieldsOf, listOf, objectIn, stringOf } from '../source.ts';
import { readMetaEntries } from './whatsapp.ts';

/** WhatsApp by AWS End User Messaging Social: one of Meta's entries as text, with changes for several numbers. */
export function whatsappOfAws({ message }: Publication): ForNumber[] {
  const entry = objectIn(stringOf(message['whatsAppWebhookEntry']) ?? '');
  const byNumber = Map.groupBy(listOf(entry?.['changes']), numberOf);
  return [...byNumber].flatMap(([number, changes]) =>
    number === undefined ? [] : [{ number, read: () => readMetaEntries([{ changes }]) }],
  );
}

const numberOf = (change: unknown): string | undefined =>
  stringOf(fieldsOf(fieldsOf(fieldsOf(change)?.['value'])?.['metadata'])?.['phone_number_id']);
