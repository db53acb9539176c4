/**
 * Incoming messages, and how one external id counts once.
 *
 *   C#<workspace>#<contact>        MSG#<uuid7>   { text, visibility, occurred, urn?, externalId?, ttl }
 *   X#<workspace>#<HMAC of id>     MESSAGE       { contact, message, ttl }
 *
 * The id is hashed because providers put phone numbers into theirs. The marker is written first and names the message, so
 * whoever finds a marker without its message finishes that one, and of several writers exactly one stores it.
 */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { v7 } from 'uuid';
import { isTombstone } from '../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Data } from './client.ts';
import { isExpired, toSeconds, ttlAfter } from './expiry.ts';
import { hashed } from './identities.ts';
import { contactPk, type Key, MESSAGE_PREFIX, markerKey, messageKey } from './keys.ts';
import { type ItemPage, pageItems } from './pages.ts';
import { justAbove } from './ranges.ts';
import { readContact } from './read.ts';
import { eachOf } from './retry.ts';

/** Messages are kept this long. */
const KEPT_DAYS = 365;
/** An external id is recognised this long: providers repeat a delivery for days, not for months. */
const RECOGNISED_DAYS = 30;

const ARCHIVED_AT_A_TIME = 250;

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

interface Marker extends Key {
  readonly contact: ContactId;
  readonly message: string;
  readonly ttl: number;
}

/** Stores a message, unless its external id has been stored in this workspace. 1 write unit a KB, 1 more with an external id. */
export async function putMessage(
  data: Data,
  workspace: WorkspaceId,
  message: NewMessage,
  now: Instant,
): Promise<{ outcome: 'stored' | 'duplicate'; uuid: string }> {
  const fresh: Message = { ...message, uuid: v7({ msecs: Math.floor(message.occurredOn / 1000) }) };
  const marker = await mark(data, workspace, fresh, now);
  if (marker !== null && (await isDone(data, workspace, marker))) return { outcome: 'duplicate', uuid: marker.message };
  const meant = marker === null ? fresh : { ...fresh, uuid: marker.message, contact: marker.contact };
  const item = { ...toItem(workspace, meant), ttl: ttlAfter(now, KEPT_DAYS) };
  return { outcome: (await putNew(data, item)) ? 'stored' : 'duplicate', uuid: meant.uuid };
}

/** Whether a message with this external id has been stored: to be asked before its effects, which `putMessage` then completes. */
export async function isKnownMessage(
  data: Data,
  workspace: WorkspaceId,
  externalId: string,
  now: Instant,
): Promise<boolean> {
  const Key = markerKey(workspace, await hashed(data, externalId));
  const { Item } = await data.documents.send(
    new GetCommand({ TableName: data.contactsTable, Key, ConsistentRead: true }),
  );
  const marker = Item as Marker | undefined;
  return marker !== undefined && !isExpired(marker, now) && isDone(data, workspace, marker);
}

/** Marks the external id as seen; answers the marker that was there already, if any. */
async function mark(data: Data, workspace: WorkspaceId, message: Message, now: Instant): Promise<Marker | null> {
  if (message.externalId === null) return null;
  const { contact, uuid } = message;
  const key = markerKey(workspace, await hashed(data, message.externalId));
  try {
    await data.documents.send(
      new PutCommand({
        TableName: data.contactsTable,
        Item: { ...key, contact, message: uuid, ttl: ttlAfter(now, RECOGNISED_DAYS) },
        ConditionExpression: 'attribute_not_exists(#pk) OR #ttl <= :now',
        ExpressionAttributeNames: { '#pk': 'pk', '#ttl': 'ttl' },
        ExpressionAttributeValues: { ':now': toSeconds(now) },
      }),
    );
    return null;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const { Item } = await data.documents.send(
      new GetCommand({ TableName: data.contactsTable, Key: key, ConsistentRead: true }),
    );
    return (Item as Marker | undefined) ?? null;
  }
}

/** Whether the marked message was stored, or its contact has been deleted since. */
async function isDone(data: Data, workspace: WorkspaceId, { contact, message }: Marker): Promise<boolean> {
  const { Item } = await data.documents.send(
    new GetCommand({
      TableName: data.contactsTable,
      Key: messageKey(workspace, contact, message),
      ConsistentRead: true,
    }),
  );
  if (Item !== undefined) return true;
  const owner = await readContact(data, workspace, contact, { consistent: true });
  return owner === null || isTombstone(owner);
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
  const { visibility, before, after, now } = page;
  const keep = (item: MessageItem) =>
    !isExpired(item, now) &&
    (visibility === undefined || item.visibility === visibility) &&
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
