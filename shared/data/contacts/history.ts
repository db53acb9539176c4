/**
 * What happened to a contact.
 *
 *   C#<workspace>#<contact>   EVT#<version>          { at, change, events: [{ uuid, type, … }], was?, parts?, ttl? }
 *                             EVT#<version>#+<n>       more events of the version, if one item cannot hold them
 *                             EVT#<version>#<request>  what was refused at that version; what a run of a flow left
 *
 * One item a version, so that a retried batch of the stream writes the same item, and a change costs one unit.
 * Addresses are hashed (history-addresses.ts). A refusal leaves no trace in the contact and its stream, so the refused
 * change stores it itself (ADR 037).
 */
import { hash, randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import type { Change } from '../../domain/contacts/contact.ts';
import { isTaken } from '../../domain/contacts/error-event.ts';
import type { ContactEvent } from '../../domain/contacts/events.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { HISTORY_DAYS } from '../../domain/settings/retention.ts';
import { type Data, isAbsent, type Key, put, putAll, ttlAfter, write } from '../dynamo/index.ts';
import { veiled } from './history-addresses.ts';
import { type HistoryItem, isKeptForever, type NewHistory } from './history-entry.ts';
import { historyKey, refusalKey } from './keys.ts';

/** Bytes of events in one item, as JSON; the rest of its 400 KB is for keys, the author, and one large event. */
const PART_BYTES = 200 * 1024;

type Event = ContactEvent & { readonly uuid: string };

/** The entry's events with their uuids (version 7), which depend only on contact, version and position. */
export const withUuids = (
  { contact, version, at, events }: NewHistory,
  first = 0,
): (ContactEvent & { readonly uuid: string })[] =>
  events.map((event, place) => {
    const index = first + place;
    const random = hash('sha256', `${contact}#${version}#${index}`, 'buffer').subarray(0, 16);
    return { ...event, uuid: v7({ msecs: Math.floor(at / 1000), random, seq: version * 256 + index }) };
  });

/** Stores what is worth keeping: for so many days, changes of status for ever. Safe to repeat. 1 write unit a KB. */
export async function putHistory(
  data: Data,
  workspace: WorkspaceId,
  entries: readonly NewHistory[],
  days = HISTORY_DAYS,
): Promise<void> {
  const items = await Promise.all(entries.map((entry) => toItems(data, workspace, entry, days)));
  await putAll(data, 'contacts', items.flat());
}

async function toItems(
  data: Data,
  workspace: WorkspaceId,
  entry: NewHistory,
  days: number,
  { part: first, index }: Behind = { part: 0, index: 0 },
): Promise<HistoryItem[]> {
  const { contact, version, at, change, was } = entry;
  const events = await veiled(
    data,
    workspace,
    withUuids(entry, index).filter((event) => isKept(event, change)),
  );
  const forever = events.some(isKeptForever);
  // A job's change without an event (such as an opt-out of an archived contact) is kept too, because an undo needs it.
  const isSilent = events.length === 0 && was && change.job !== undefined;
  return (isSilent ? [[]] : inParts(events)).map((part, n, parts) => ({
    ...historyKey(workspace, contact, version, first + n),
    at,
    change,
    events: part,
    ...(n === 0 && was && { was }),
    ...(n === 0 && parts.length > 1 && { parts: parts.length }),
    ...(!forever && { ttl: ttlAfter(at, days) }),
  }));
}

/** Where a version's events go on: the part, and the position of its first event. */
interface Behind {
  readonly part: number;
  readonly index: number;
}

/** Uuids of events that were found missing begin here, between the version's own and those of refusals. */
const FIRST_MISSING = 96;

/** Stores a version's missing events, which the stream may bring too. False when something lies there already. */
export async function putMissing(
  data: Data,
  workspace: WorkspaceId,
  entry: NewHistory,
  stored: readonly Key[],
  days: number,
): Promise<boolean> {
  const { sk } = historyKey(workspace, entry.contact, entry.version);
  const parts = stored.filter((one) => one.sk === sk || one.sk.startsWith(`${sk}#+`)).length;
  const items = await toItems(data, workspace, entry, days, { part: parts, index: parts === 0 ? 0 : FIRST_MISSING });
  let written = true;
  for (const item of items) written = (await write(data, put('contacts', item, isAbsent))) && written;
  return written;
}

/** Last seen is kept only from an import (TextIt 2.12), for its undo; of errors only a taken URN. */
const isKept = (event: ContactEvent, { job }: Change): boolean =>
  event.type === 'error' ? isTaken(event) : event.type !== 'contact_last_seen_changed' || job !== undefined;

/** Uuids of a version's own events end before this. */
const FIRST_REFUSAL = 128;

/** Stores what was refused, if it is worth keeping. Safe to repeat. 1 write unit or none. */
export async function putRefusals(data: Data, workspace: WorkspaceId, entry: NewHistory): Promise<void> {
  const { contact, version, at, change } = entry;
  const kept = await veiled(data, workspace, entry.events.filter(isTaken));
  if (kept.length === 0) return;
  const request = change.job ? `${change.job}#${change.slice}` : randomUUID();
  const seq = version * 256 + FIRST_REFUSAL;
  const events = kept.map((event, i) => ({ ...event, uuid: v7({ msecs: Math.floor(at / 1000), seq: seq + i }) }));
  const ttl = ttlAfter(at, HISTORY_DAYS);
  await putAll(data, 'contacts', [
    { ...refusalKey(workspace, contact, version, request), at, change, events, ttl } as HistoryItem,
  ]);
}

const bytesOf = (events: Event | readonly Event[]): number => Buffer.byteLength(JSON.stringify(events));

/** The events in order, in parts that each fit into an item; empty without events. */
function inParts(events: readonly Event[]): Event[][] {
  if (events.length === 0) return [];
  // Nearly always: a list is no smaller than its events together.
  if (bytesOf(events) <= PART_BYTES) return [[...events]];
  const parts: Event[][] = [];
  let left = 0;
  for (const event of events.map(fitting)) {
    const bytes = bytesOf(event);
    const part = bytes <= left ? parts.at(-1) : undefined;
    if (part === undefined) parts.push([event]);
    else part.push(event);
    left = (part === undefined ? PART_BYTES : left) - bytes;
  }
  return parts;
}

/** The event, or what fits of it. Only joining or leaving hundreds of groups is too large: it loses their names. */
function fitting(event: Event): Event {
  if (event.type !== 'contact_groups_changed' || bytesOf(event) <= PART_BYTES) return event;
  const nameless = (groups: typeof event.groups_added) => groups?.map(({ uuid }) => ({ uuid, name: '' }));
  const groups_added = nameless(event.groups_added);
  const groups_removed = nameless(event.groups_removed);
  return { ...event, ...(groups_added && { groups_added }), ...(groups_removed && { groups_removed }) };
}
