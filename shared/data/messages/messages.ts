/** A contact's incoming messages under the contact's key; `log.ts` finds those of a whole workspace. */
import { type ContactId, integerId, type WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { MESSAGES_DAYS } from '../../domain/settings/retention.ts';
import { contactPk, messageKey } from '../contacts/index.ts';
import {
  type Data,
  eachOf,
  isAbsent,
  isPresent,
  type Key,
  MESSAGE_PREFIX,
  newTimeId,
  put,
  timeOfId,
  ttlAfter,
  update,
  write,
} from '../dynamo/index.ts';
import { type ItemPage, justAbove, type Neighbours, pageItems } from '../paging/index.ts';
import {
  fromMessageItem,
  isGone,
  type Message,
  type MessageItem,
  messageOfSort,
  type NewMessage,
  toMessageItem,
  type Visibility,
} from './items.ts';
import { isMarkerDone, type Marker, mark } from './markers.ts';

const ARCHIVED_AT_A_TIME = 250;

/** Stores a message for so many days, unless one has its id (by default the external one). 1 write unit a KB. */
export async function putMessage(
  data: Data,
  workspace: WorkspaceId,
  message: NewMessage,
  now: Instant,
  {
    onceBy = message.externalId,
    days = MESSAGES_DAYS,
  }: { readonly onceBy?: string | null; readonly days?: number } = {},
): Promise<{ outcome: 'stored' | 'duplicate'; uuid: string }> {
  const { contact, occurredOn } = message;
  const uuid = newTimeId(occurredOn);
  const earlier = onceBy && (await mark(data, workspace, onceBy, { contact, message: uuid }, now));
  if (earlier && (await isMarkerDone(data, workspace, earlier))) return { outcome: 'duplicate', uuid: earlier.message };
  const meant: Message = { ...message, uuid, modifiedOn: now, ...(earlier && markedAs(earlier)) };
  const stored = await write(data, put('contacts', toMessageItem(workspace, meant, ttlAfter(now, days)), isAbsent));
  return { outcome: stored ? 'stored' : 'duplicate', uuid: meant.uuid };
}

/** The marked message: its time is that of its uuid, whatever time a repetition has. */
const markedAs = ({ contact, message }: Marker) => ({
  contact,
  uuid: message,
  occurredOn: timeOfId(message),
});

export interface MessagePage {
  readonly limit: number;
  readonly cursor?: string | null | undefined;
  readonly now: Instant;
  /** Days for which the workspace keeps messages; a year when left out. */
  readonly days?: number | undefined;
  /** Only messages of this kind; all when left out. */
  readonly visibility?: Visibility | undefined;
  /** Only this message. */
  readonly uuid?: string | undefined;
  /** Only the message with this integer id. */
  readonly id?: number | undefined;
  /** Times of occurrence, both included. */
  readonly before?: Instant | null | undefined;
  readonly after?: Instant | null | undefined;
}

/** A contact's messages, newest first. */
export async function listMessages(
  data: Data,
  workspace: WorkspaceId,
  contact: ContactId,
  page: MessagePage,
): Promise<Neighbours & { readonly messages: Message[] }> {
  const { visibility, uuid, id, before, after, now, days } = page;
  const range = uuid === undefined ? rangeOf(workspace, contact) : exactly(messageKey(workspace, contact, uuid));
  const keep = (item: MessageItem) =>
    !isGone(item, { now, days }) &&
    (id === undefined || integerId(messageOfSort(item.sk)) === id) &&
    (visibility === undefined || item.visibility === visibility) &&
    (!before || item.occurred <= before) &&
    (!after || item.occurred >= after);
  const { items, ...neighbours } = await pageItems<MessageItem>(data, range, { ...page, keep });
  return { messages: items.map((item) => fromMessageItem(contact, item)), ...neighbours };
}

/** Moves all of a contact's visible messages to the archive. 1 write unit each. */
export async function archiveMessages(
  data: Data,
  workspace: WorkspaceId,
  contact: ContactId,
  now: Instant,
): Promise<void> {
  const range = rangeOf(workspace, contact);
  const keep = (item: MessageItem) => item.visibility === 'visible';
  let cursor: string | null = null;
  do {
    const page: ItemPage<MessageItem> = await pageItems(data, range, { limit: ARCHIVED_AT_A_TIME, cursor, keep });
    await eachOf(page.items, 8, (item) => archive(data, item, now));
    cursor = page.cursor;
  } while (cursor !== null);
}

/** On condition that the message exists: an update must not restore one that was deleted meanwhile. */
async function archive(data: Data, { pk, sk }: Key, now: Instant): Promise<void> {
  await write(data, update('contacts', { pk, sk }, { set: { visibility: 'archived', modified: now } }, isPresent));
}

const rangeOf = (workspace: WorkspaceId, contact: ContactId) => ({
  table: 'contacts' as const,
  pk: contactPk(workspace, contact),
  from: MESSAGE_PREFIX,
  to: justAbove(MESSAGE_PREFIX),
});

const exactly = ({ pk, sk }: Key) => ({ table: 'contacts' as const, pk, from: sk, to: sk });
