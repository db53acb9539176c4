import { type BusType, type EventSubscriptions, subscribedTypes } from '../../domain/bus/types.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { type Data, getItem } from '../dynamo/index.ts';
import { settingsKey } from './items.ts';

interface Known extends EventSubscriptions {
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** A change of subscriptions may take effect so much later. */
const KNOWN_MS = 60_000;
/** Workspaces that a container caches. */
const REMEMBERED = 1_000;

const caches = new WeakMap<Data, Map<WorkspaceId, Known>>();

/** Caches a workspace's subscriptions whenever its settings are read anyway. */
export function cacheSubscriptions(
  data: Data,
  { uuid, events, webhookEvents }: EventSubscriptions & { readonly uuid: WorkspaceId },
): EventSubscriptions {
  const cache = caches.get(data) ?? new Map<WorkspaceId, Known>();
  caches.set(data, cache);
  cache.delete(uuid);
  const [oldest] = cache.keys();
  if (cache.size >= REMEMBERED && oldest !== undefined) cache.delete(oldest);
  const asked = { ...(events && { events }), ...(webhookEvents && { webhookEvents }) };
  cache.set(uuid, { ...asked, until: Date.now() + KNOWN_MS });
  return asked;
}

/** What a workspace wants on the bus, at most a minute old: free if its settings were read, else 0.5 read units. */
export async function readSubscriptions(data: Data, workspace: WorkspaceId): Promise<EventSubscriptions> {
  const known = caches.get(data)?.get(workspace);
  if (known !== undefined && Date.now() < known.until) return known;
  const item = await getItem<EventSubscriptions>(data, 'workspace', settingsKey(workspace), { consistent: false });
  return cacheSubscriptions(data, { ...item, uuid: workspace });
}

export const isSubscribed = async (data: Data, workspace: WorkspaceId, type: BusType): Promise<boolean> =>
  subscribedTypes(await readSubscriptions(data, workspace)).has(type);
