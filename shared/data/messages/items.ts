/**
 * A message:
 *
 *   C#<workspace>#<contact>  MSG#<uuid7>
 *     { text, attachments?, visibility, occurred, modified, urn?, externalId?, ttl }
 */
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { MESSAGES_DAYS } from '../../domain/settings/retention.ts';
import { messageKey } from '../contacts/index.ts';
import { isItemExpired, type Key, MESSAGE_PREFIX, ttlAfter } from '../dynamo/index.ts';

export type Visibility = 'visible' | 'archived';

export interface NewMessage {
  readonly contact: ContactId;
  readonly urn: string | null;
  readonly text: string;
  readonly attachments?: readonly string[];
  readonly visibility: Visibility;
  readonly occurredOn: Instant;
  /** The sender's own id of the message; without one, a repetition is not recognised. */
  readonly externalId: string | null;
}

export interface Message extends NewMessage {
  readonly uuid: string;
  /** When it was stored or archived. */
  readonly modifiedOn: Instant;
}

export interface MessageItem extends Key {
  readonly text: string;
  readonly attachments?: readonly string[];
  readonly visibility: Visibility;
  readonly occurred: Instant;
  readonly modified: Instant;
  readonly urn?: string;
  readonly externalId?: string;
  readonly ttl: number;
}

export const toMessageItem = (workspace: WorkspaceId, message: Message, ttl: number): MessageItem => ({
  ...messageKey(workspace, message.contact, message.uuid),
  text: message.text,
  ...(message.attachments?.length && { attachments: message.attachments }),
  visibility: message.visibility,
  occurred: message.occurredOn,
  modified: message.modifiedOn,
  ...(message.urn !== null && { urn: message.urn }),
  ...(message.externalId !== null && { externalId: message.externalId }),
  ttl,
});

export const fromMessageItem = (contact: ContactId, item: MessageItem): Message => ({
  uuid: messageOfSort(item.sk),
  contact,
  urn: item.urn ?? null,
  text: item.text,
  attachments: item.attachments ?? [],
  visibility: item.visibility,
  occurredOn: item.occurred,
  modifiedOn: item.modified,
  externalId: item.externalId ?? null,
});

export const messageOfSort = (sk: string): string => sk.slice(MESSAGE_PREFIX.length);

/** Whether a message has expired, or is older than the workspace keeps messages now. */
export const isGone = (
  item: Pick<MessageItem, 'modified' | 'ttl'>,
  { now, days = MESSAGES_DAYS }: { readonly now: Instant; readonly days?: number | undefined },
): boolean => isItemExpired(item, now) || isItemExpired({ ttl: ttlAfter(item.modified, days) }, now);
