import type * as z from 'zod/mini';
import type { Message } from '../../shared/data/messages/index.ts';
import { showAttachment } from '../../shared/domain/attachments.ts';
import type { Contact } from '../../shared/domain/contacts/contact.ts';
import { integerId } from '../../shared/domain/ids.ts';
import { formatInstant } from '../../shared/domain/instant.ts';
import type { messageSchema } from './answers.schema.ts';

export type ShownMessage = z.output<typeof messageSchema>;

/** A message in TextIt's shape (6.12) with its contact's present name. `anon`: without the URN. */
export const showMessage = (
  { uuid, urn, text, attachments = [], visibility, occurredOn, modifiedOn }: Message,
  contact: Contact,
  anon: boolean,
): ShownMessage => ({
  uuid,
  contact: { uuid: contact.uuid, name: contact.name },
  urn: anon ? null : urn,
  direction: 'in',
  type: 'text',
  status: 'handled',
  visibility,
  archived: visibility === 'archived',
  text,
  attachments: attachments.map(showAttachment),
  media: attachments[0] ?? null,
  quick_replies: [],
  labels: [],
  created_on: formatInstant(occurredOn),
  modified_on: formatInstant(modifiedOn),
  id: integerId(uuid),
  broadcast: null,
  channel: null,
  flow: null,
  sent_on: null,
});
