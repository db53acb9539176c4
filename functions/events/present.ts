import type * as z from 'zod/mini';
import type { Message } from '../../shared/data/messages/index.ts';
import type { Contact } from '../../shared/domain/contacts/contact.ts';
import type { EventType } from '../../shared/domain/contacts/opt-out/inbound-event.ts';
import type { ContactId } from '../../shared/domain/ids.ts';
import type { receivedEventSchema } from './answers.schema.ts';

export interface EventOutcome {
  readonly type: EventType;
  readonly outcome: 'handled' | 'ignored' | 'duplicate';
  readonly contact: ContactId | null;
  readonly message: { readonly uuid: string; readonly visibility: Message['visibility'] } | null;
}

/** An event as the API shows it. In an anonymous workspace it does not show who has the address, or whether anyone. */
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
