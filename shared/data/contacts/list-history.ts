import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { HISTORY_DAYS } from '../../domain/settings/retention.ts';
import { type Data, isItemExpired, toSeconds, ttlAfter } from '../dynamo/index.ts';
import { justAbove, type Neighbours, pageItems } from '../paging/index.ts';
import { type HistoryEntry, type HistoryItem, isKeptForever } from './history-entry.ts';
import { contactPk, EVENT_PREFIX, versionOfEvent } from './keys.ts';

/** A contact's history of so many days, newest version first; `limit` counts versions. Its addresses are hashes. */
export async function listHistory(
  data: Data,
  workspace: WorkspaceId,
  contact: ContactId,
  page: {
    readonly limit: number;
    readonly cursor?: string | null | undefined;
    readonly now: Instant;
    readonly days?: number;
  },
): Promise<Neighbours & { entries: HistoryEntry[] }> {
  const { now, days = HISTORY_DAYS } = page;
  const pk = contactPk(workspace, contact);
  const range = { table: 'contacts', pk, from: EVENT_PREFIX, to: justAbove(EVENT_PREFIX) } as const;
  const keep = (item: HistoryItem) =>
    !isItemExpired(item, now) && (item.ttl === undefined || !isOutlived(item, { now, days }));
  const { items, ...beside } = await pageItems<HistoryItem>(data, range, { ...page, keep });
  return { entries: items.map((item) => fromItem(item, { now, days })), ...beside };
}

interface Kept {
  readonly now: Instant;
  readonly days: number;
}

/** Whether an item is older than the workspace keeps history now; it may have kept it longer before. */
export const isOutlived = ({ at }: Pick<HistoryItem, 'at'>, { now, days }: Kept): boolean =>
  isItemExpired({ ttl: ttlAfter(at, days) }, now);

/** Events beside a change of status are stored with it, but are not shown longer than they are kept. */
function fromItem(item: HistoryItem, kept: Kept): HistoryEntry {
  const { sk, at, change, events, was } = item;
  const old = isOutlived(item, kept);
  return {
    version: versionOfEvent(sk),
    at,
    change,
    was: old || was === undefined ? null : was,
    events: old ? events.filter(isKeptForever) : events,
  };
}

/** Whether nothing has expired since a time, when history is kept for so many days. */
export const isWholeSince = (since: Instant, now: Instant, days: number): boolean =>
  ttlAfter(since, days) > toSeconds(now);
