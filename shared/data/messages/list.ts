/** A workspace's messages, newest first: the message log, checked message by message. */
import { type Contact, isTombstone } from '../../domain/contacts/contact.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { messageKey, readContacts } from '../contacts/index.ts';
import { batchGet, type Data } from '../dynamo/index.ts';
import { asListed, type Neighbours, neighboursOf, placeOf } from '../paging/index.ts';
import { fromMessageItem, isGone, type Message, type MessageItem, messageOfSort } from './items.ts';
import type { Pointer } from './log.ts';
import { type LogStep, type LogWalk, settleSteps, walkLog } from './walk-log.ts';

export interface ListedMessage {
  readonly message: Message;
  readonly contact: Contact;
}

const MESSAGE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Pointers looked up together: the missing ones, within these bounds, and more while nothing living is found. */
const FEWEST = 25;
const MOST = 1_000;

/** After this a page that has anything ends, full or not. */
const PATIENCE_MS = 8_000;

/**
 * The messages of all contacts, newest first, but those of deleted ones. Only the end of a list is an empty page
 * (TextIt 7.2). Costs the rows of the minutes passed, and 0.5 read units a message and contact.
 */
export async function listAllMessages(
  data: Data,
  workspace: WorkspaceId,
  page: Omit<LogWalk, 'place'> & {
    readonly days?: number | undefined;
    readonly limit: number;
    readonly cursor?: string | null | undefined;
  },
): Promise<Neighbours & { readonly found: ListedMessage[] }> {
  const { limit, now } = page;
  const place = placeOf(page.cursor, MESSAGE_ID);
  const log = walkLog(data, workspace, { ...page, place });
  const deadline = performance.now() + PATIENCE_MS;
  const found: ListedMessage[] = [];
  let more = true;
  let size = limit + 1;
  while (found.length <= limit && (found.length === 0 || performance.now() < deadline)) {
    const steps = await take(log, size);
    more = steps.length > 0;
    if (!more) break;
    const existing = await readExisting(data, workspace, steps, page);
    await settleSteps(data, steps, new Set(existing.map(({ message }) => message.uuid)), now);
    const wanted = existing.filter(({ message }) => isWithin(message, page));
    found.push(...wanted);
    if (page.id !== undefined && found.length > 0) return { found, ...neighboursOf(place, [], false) };
    size = wanted.length > 0 ? Math.max(FEWEST, limit + 1 - found.length) : Math.min(size * 2, MOST);
  }
  const read = found.slice(0, limit);
  const keys = read.map(({ message }) => message.uuid);
  return { found: asListed(place, read), ...neighboursOf(place, keys, more) };
}

async function take(log: AsyncGenerator<LogStep>, count: number): Promise<LogStep[]> {
  const taken: LogStep[] = [];
  while (taken.length < count) {
    const { value, done } = await log.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}

/** The messages that are still where the log says, in its order, with their contacts. */
async function readExisting(
  data: Data,
  workspace: WorkspaceId,
  pointers: readonly Pointer[],
  { now, visibility, days }: Pick<LogWalk, 'now' | 'visibility'> & { readonly days?: number | undefined },
): Promise<ListedMessage[]> {
  const keys = pointers.map(({ contact, message }) => messageKey(workspace, contact, message));
  const items = new Map<string, MessageItem>();
  for (const item of await batchGet<MessageItem>(data, 'contacts', keys)) {
    const there = visibility === undefined || item.visibility === visibility;
    if (there && !isGone(item, { now, days })) items.set(messageOfSort(item.sk), item);
  }
  const existing = pointers.filter(({ message }) => items.has(message));
  const senders = existing.map(({ contact }) => contact);
  const contacts = await readContacts(data, workspace, senders);
  return existing.flatMap(({ contact: uuid, message }) => {
    const contact = contacts.get(uuid);
    const item = items.get(message);
    // A deleted contact's messages exist until the cleaning up.
    if (!item || !contact || isTombstone(contact)) return [];
    return { message: fromMessageItem(uuid, item), contact };
  });
}

const isWithin = ({ occurredOn }: Message, { before, after }: Pick<LogWalk, 'before' | 'after'>): boolean =>
  (!before || occurredOn <= before) && (!after || occurredOn >= after);
