/**
 * Channel events that were handled, by their sender's own id.
 *
 *   X#<workspace>#<HMAC of id>   EVENT   { ttl }
 *
 * It is written after the event's effect, which may safely happen twice. So a crash in between repeats an event, and
 * none is lost. Messages have their own markers (markers.ts).
 */
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { markerKey } from '../contacts/index.ts';
import { type Data, everyHash, getItem, hashed, isItemExpired, put, ttlAfter, write } from '../dynamo/index.ts';

/** Providers repeat a delivery for days, not for months. */
const RECOGNISED_DAYS = 30;

const keyOf = async (data: Data, workspace: WorkspaceId, externalId: string) => ({
  ...markerKey(workspace, await hashed(data, workspace, externalId)),
  sk: 'EVENT',
});

/** Whether an event with this external id has been handled. 1 read unit. */
export async function isKnownEvent(
  data: Data,
  workspace: WorkspaceId,
  externalId: string,
  now: Instant,
): Promise<boolean> {
  for (const hash of await everyHash(data, workspace, externalId)) {
    const key = { ...markerKey(workspace, hash), sk: 'EVENT' };
    const item = await getItem<{ readonly ttl: number }>(data, 'contacts', key, { consistent: true });
    if (item !== null && !isItemExpired(item, now)) return true;
  }
  return false;
}

/** Records that an event was handled. 1 write unit. */
export async function rememberEvent(
  data: Data,
  workspace: WorkspaceId,
  externalId: string,
  now: Instant,
): Promise<void> {
  const key = await keyOf(data, workspace, externalId);
  await write(data, put('contacts', { ...key, ttl: ttlAfter(now, RECOGNISED_DAYS) }));
}
