/**
 * What happened to a contact.
 *
 *   C#<workspace>#<contact>   EVT#<version>   { at, change, events: [{ uuid, type, … }], ttl? }
 *
 * One item a version, so that a retried batch of the stream writes the same item again and a change costs one unit.
 */
import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import type { Change } from '../domain/contacts/contact.ts';
import type { ContactEvent } from '../domain/contacts/events.ts';
import type { ContactId, WorkspaceId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Data } from './client.ts';
import { isExpired, ttlAfter } from './expiry.ts';
import { contactPk, EVENT_PREFIX, historyKey, type Key } from './keys.ts';
import { pageItems } from './pages.ts';
import { justAbove } from './ranges.ts';
import { putAll } from './retry.ts';

/** Events other than a change of status are kept this long (TextIt 2.12). */
const KEPT_DAYS = 365;

export type StoredEvent = ContactEvent & { readonly uuid: string };

/** The events of one version of a contact, and who made it when. */
export interface HistoryEntry {
  readonly version: number;
  readonly at: Instant;
  readonly change: Change;
  readonly events: readonly StoredEvent[];
}

export interface NewHistory {
  readonly contact: ContactId;
  readonly version: number;
  readonly at: Instant;
  readonly change: Change;
  readonly events: readonly ContactEvent[];
}

interface HistoryItem extends Key, Omit<HistoryEntry, 'version'> {
  readonly ttl?: number;
}

/** The entry's events with their uuids (version 7): always the same for the same contact, version and place in the list. */
export const withUuids = ({ contact, version, at, events }: NewHistory): StoredEvent[] =>
  events.map((event, index) => {
    const random = createHash('sha256').update(`${contact}#${version}#${index}`).digest().subarray(0, 16);
    return { ...event, uuid: v7({ msecs: Math.floor(at / 1000), random, seq: version * 256 + index }) };
  });

/** Stores what is worth keeping; the same entries again change nothing. 1 write unit an entry with anything to keep. */
export async function putHistory(data: Data, workspace: WorkspaceId, entries: readonly NewHistory[]): Promise<void> {
  const items = entries.map((entry) => toItem(workspace, entry)).filter((item) => item.events.length > 0);
  await putAll(data, items);
}

function toItem(workspace: WorkspaceId, entry: NewHistory): HistoryItem {
  const events = withUuids(entry).filter(isKept);
  const forever = events.some(({ type }) => type === 'contact_status_changed');
  return {
    ...historyKey(workspace, entry.contact, entry.version),
    at: entry.at,
    change: entry.change,
    events,
    ...(!forever && { ttl: ttlAfter(entry.at, KEPT_DAYS) }),
  };
}

/** Last seen is never kept, of errors only a taken URN (TextIt 2.12). */
const isKept = (event: ContactEvent): boolean =>
  event.type === 'error' ? event.code === 'urn:taken' : event.type !== 'contact_last_seen_changed';

/** A contact's history, newest version first; `limit` counts versions. */
export async function listHistory(
  data: Data,
  workspace: WorkspaceId,
  contact: ContactId,
  page: { readonly limit: number; readonly cursor?: string | null | undefined; readonly now: Instant },
): Promise<{ entries: HistoryEntry[]; cursor: string | null }> {
  const range = { pk: contactPk(workspace, contact), from: EVENT_PREFIX, to: justAbove(EVENT_PREFIX) };
  const keep = (item: HistoryItem) => !isExpired(item, page.now);
  const { items, cursor } = await pageItems<HistoryItem>(data, range, { ...page, keep });
  return { entries: items.map(fromItem), cursor };
}

const fromItem = ({ sk, at, change, events }: HistoryItem): HistoryEntry => ({
  version: Number(sk.slice(EVENT_PREFIX.length)),
  at,
  change,
  events,
});
