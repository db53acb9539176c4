/**
 * Lets an external id count once.
 *
 *   X#<workspace>#<HMAC of id>   MESSAGE   { contact, message, ttl }
 *
 * The id is hashed because providers put phone numbers into theirs. The marker is written before the message, and names
 * it. A writer that finds a marker without a message stores that message; of several writers exactly one succeeds.
 */
import { isTombstone } from '../../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { markerKey, messageKey, readContact } from '../contacts/index.ts';
import {
  anyOf,
  atMost,
  type Data,
  everyHash,
  getItem,
  hashed,
  isAbsent,
  isItemExpired,
  type Key,
  put,
  toSeconds,
  ttlAfter,
  write,
} from '../dynamo/index.ts';

/** Providers repeat a delivery for days, not for months. */
const RECOGNISED_DAYS = 30;

export interface Marker {
  readonly contact: ContactId;
  readonly message: string;
}

export interface MarkerItem extends Key, Marker {
  readonly ttl: number;
}

/** Marks an external id as this message's; returns the earlier marker, if any. 1 write unit. */
export async function mark(
  data: Data,
  workspace: WorkspaceId,
  externalId: string,
  { contact, message }: Marker,
  now: Instant,
): Promise<Marker | null> {
  const item = await toMarkerItem(data, workspace, externalId, { contact, message }, now);
  const isNew = await write(data, put('contacts', item, anyOf(isAbsent, atMost('ttl', toSeconds(now)))));
  return isNew ? null : readMarker(data, item);
}

export const toMarkerItem = async (
  data: Data,
  workspace: WorkspaceId,
  externalId: string,
  { contact, message }: Marker,
  now: Instant,
): Promise<MarkerItem> => ({
  ...markerKey(workspace, await hashed(data, workspace, externalId)),
  contact,
  message,
  ttl: ttlAfter(now, RECOGNISED_DAYS),
});

/** Whether a message with this external id was stored; check it before any effect. 1 to 3 read units. */
export async function isKnownMessage(
  data: Data,
  workspace: WorkspaceId,
  externalId: string,
  now: Instant,
): Promise<boolean> {
  for (const hash of await everyHash(data, workspace, externalId)) {
    const marker = await readMarker(data, markerKey(workspace, hash));
    if (marker !== null && !isItemExpired(marker, now) && (await isMarkerDone(data, workspace, marker))) return true;
  }
  return false;
}

/** Whether the marked message was stored, or its contact was deleted since. */
export async function isMarkerDone(data: Data, workspace: WorkspaceId, { contact, message }: Marker): Promise<boolean> {
  const stored = await getItem(data, 'contacts', messageKey(workspace, contact, message), { consistent: true });
  if (stored !== null) return true;
  const owner = await readContact(data, workspace, contact, { consistent: true });
  return owner === null || isTombstone(owner);
}

const readMarker = (data: Data, key: Key): Promise<MarkerItem | null> =>
  getItem(data, 'contacts', key, { consistent: true });
