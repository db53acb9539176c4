/**
 * Incoming messages.
 *
 *   C#<workspace>#<contact>   MSG#<uuid7>   { text, visibility, occurred, urn?, externalId?, ttl }
 */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { v7 } from 'uuid';
import type { ContactId, WorkspaceId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Data } from './client.ts';
import { isExpired, ttlAfter } from './expiry.ts';
import { contactPk, type Key, MESSAGE_PREFIX, messageKey } from './keys.ts';
import { isDone, mark } from './message-markers.ts';
import { type ItemPage, pageItems } from './pages.ts';
import { justAbove } from './ranges.ts';
import { eachOf } from './retry.ts';

/** Messages are kept this long. */
const KEPT_DAYS = 365;

const ARCHIVED_AT_A_TIME = 250;

export { isKnownMessage } from './message-markers.ts';

export type Visibility = 'visible' | 'archived';

export interface NewMessage {
  readonly contact: ContactId;
  /** The address it came from. */
  readonly urn: string | null;
  readonly text: string;
  readonly visibility: Visibility;
  readonly occurredOn: Instant;
  /** The sender's own id of the message; null when there is none, and then nothing tells a repetition. */
  readonly externalId: string | null;
}

export interface Message extends NewMessage {
  readonly uuid: string;
}

interface MessageItem extends Key {
  readonly text: string;
  readonly visibility: Visibility;
  readonly occurred: Instant;
  readonly urn?: string;
  readonly externalId?: string;
  readonly ttl: number;
}

/** Stores a message, unless its external id has been stored in this workspace. 1 write unit a KB, 1 more with an external id. */
export async function putMessage(
  data: Data,
  workspace: WorkspaceId,
  message: NewMessage,
  now: Instant,
): Promise<{ outcome: 'stored' | 'duplicate'; uuid: string }> {
  const { contact, externalId, occurredOn } = message;
  const uuid = v7({ msecs: Math.floor(occurredOn / 1000) });
  const earlier = externalId && (await mark(data, workspace, externalId, { contact, message: uuid }, now));
  if (earlier && (await isDone(data, workspace, earlier))) return { outcome: 'duplicate', uuid: earlier.message };
  const meant: Message = earlier
    ? { ...message, uuid: earlier.message, contact: earlier.contact }
    : { ...message, uuid };
  const item = { ...toItem(workspace, meant), ttl: ttlAfter(now, KEPT_DAYS) };
  return { outcome: (await putNew(data, item)) ? 'stored' : 'duplicate', uuid: meant.uuid };
}

async function putNew(data: Data, item: MessageItem): Promise<boolean> {
  try {
    await data.documents.send(
      new PutCommand({
        TableName: data.contactsTable,
        Item: { ...item },
        ConditionExpression: 'attribute_not_exists(#pk)',
        ExpressionAttributeNames: { '#pk': 'pk' },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

export interface MessagePage {
  readonly limit: number;
  readonly cursor?: string | null | undefined;
  readonly now: Instant;
  /** Only these; all when left out. */
  readonly visibility?: Visibility | undefined;
  /** Only this message. */
  readonly uuid?: string | undefined;
  /** Occurred at or before, at or after. */
  readonly before?: Instant | null | undefined;
  readonly after?: Instant | null | undefined;
}

/** A contact's messages, the newest first. */
export async function listMessages(
  data: Data,
  workspace: WorkspaceId,
  contact: ContactId,
  page: MessagePage,
): Promise<{ messages: Message[]; cursor: string | null }> {
  const range = rangeOf(workspace, contact);
  const { visibility, uuid, before, after, now } = page;
  const keep = (item: MessageItem) =>
    !isExpired(item, now) &&
    (visibility === undefined || item.visibility === visibility) &&
    (uuid === undefined || item.sk === messageKey(workspace, contact, uuid).sk) &&
    (!before || item.occurred <= before) &&
    (!after || item.occurred >= after);
  const { items, cursor } = await pageItems<MessageItem>(data, range, { ...page, keep });
  return { messages: items.map((item) => fromItem(contact, item)), cursor };
}

/** Moves all of a contact's visible messages to the archive. 1 write unit each. */
export async function archiveMessages(data: Data, workspace: WorkspaceId, contact: ContactId): Promise<void> {
  const range = rangeOf(workspace, contact);
  const keep = (item: MessageItem) => item.visibility === 'visible';
  let cursor: string | null = null;
  do {
    const page: ItemPage<MessageItem> = await pageItems(data, range, { limit: ARCHIVED_AT_A_TIME, cursor, keep });
    await eachOf(page.items, 8, (item) => archive(data, item));
    cursor = page.cursor;
  } while (cursor !== null);
}

async function archive(data: Data, { pk, sk }: Key): Promise<void> {
  try {
    await data.documents.send(
      new UpdateCommand({
        TableName: data.contactsTable,
        Key: { pk, sk },
        UpdateExpression: 'SET #visibility = :archived',
        ConditionExpression: 'attribute_exists(#pk)',
        ExpressionAttributeNames: { '#pk': 'pk', '#visibility': 'visibility' },
        ExpressionAttributeValues: { ':archived': 'archived' },
      }),
    );
  } catch (error) {
    // Erased meanwhile: an update must not bring it back.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

const rangeOf = (workspace: WorkspaceId, contact: ContactId) => ({
  pk: contactPk(workspace, contact),
  from: MESSAGE_PREFIX,
  to: justAbove(MESSAGE_PREFIX),
});

const toItem = (workspace: WorkspaceId, message: Message): Omit<MessageItem, 'ttl'> => ({
  ...messageKey(workspace, message.contact, message.uuid),
  text: message.text,
  visibility: message.visibility,
  occurred: message.occurredOn,
  ...(message.urn !== null && { urn: message.urn }),
  ...(message.externalId !== null && { externalId: message.externalId }),
});

const fromItem = (contact: ContactId, item: MessageItem): Message => ({
  uuid: item.sk.slice(MESSAGE_PREFIX.length),
  contact,
  urn: item.urn ?? null,
  text: item.text,
  visibility: item.visibility,
  occurredOn: item.occurred,
  externalId: item.externalId ?? null,
});
