import type * as z from 'zod/mini';
import type { Message } from '../../shared/data/messages/index.ts';
import type { Contact } from '../../shared/domain/contacts/contact.ts';
import type { EventType } from '../../shared/domain/contacts/opt-out/heard.ts';
import type { ContactId } from '../../shared/domain/ids.ts';
import type { receivedEventSchema } from './answers.schema.ts';

/** What became of an event, by ids. */
export interface EventOutcome {
  readonly type: EventType;
  readonly outcome: 'handled' | 'ignored' | 'duplicate';
  readonly contact: ContactId | null;
  readonly message: { readonly uuid: string; readonly visibility: Message['visibility'] } | null;
}

/**
 * The event as the API shows it; a contact that is deleted has taken the message with it. In an anonymous workspace the answer is
 * the same whatever contact has the address, and whether any had it.
 */
export function showOutcome(
  { type, outcome, message }: EventOutcome,
  contact: Contact | null,
  anon: boolean,
): z.output<typeof receivedEventSchema> {
  if (anon) return { type, outcome: outcome === 'ignored' ? 'handled' : outcome, contact: null, message: null };
  if (contact === null) return { type, outcome, contact: null, message: null };
  const { uuid, name, status } = contact;
  return { type, outcome, contact: { uuid, name, status }, message };
}
