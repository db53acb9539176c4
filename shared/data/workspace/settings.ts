/**
 *   W#<workspace>  SETTINGS           the settings, their revision, and the numbers of groups and fields
 *   WORKSPACES     W#<workspace>      { workspace }: the list for the nightly sweep
 */

import { type BusType, type EventSubscriptions, subscribedTypes } from '../../domain/bus-types.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Settings } from '../../domain/workspace.ts';
import {
  allOf,
  CONFLICT,
  type Data,
  equals,
  getItem,
  isPresent,
  type Key,
  put,
  queryAll,
  RACES,
  retryOnConflict,
  transact,
  update,
  type Write,
} from '../dynamo/index.ts';
import { rereadAgain } from './group-rechecks.ts';
import { settingsKey, workspacePk } from './items.ts';

interface Known extends EventSubscriptions {
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** A change of subscriptions may take effect so much later. */
const KNOWN_MS = 60_000;
/** Workspaces that a container caches. */
const REMEMBERED = 1_000;

const caches = new WeakMap<Data, Map<WorkspaceId, Known>>();

const REGISTRY = 'WORKSPACES';

export interface SettingsItem extends Omit<Settings, 'uuid'>, Key {
  readonly groupCount: number;
  readonly fieldCount: number;
  readonly globalCount: number;
  readonly searchCount: number;
}

/** The settings that people may change. */
export type SettingsPatch = Partial<
  Omit<Settings, 'uuid' | 'createdOn' | 'revision' | 'readings' | 'policyCount' | 'webhookEvents'>
>;

/** The settings as of now (1 read unit), or null when there is no such workspace. */
export async function readSettings(data: Data, workspace: WorkspaceId): Promise<Settings | null> {
  const item = await getItem<SettingsItem>(data, 'workspace', settingsKey(workspace), { consistent: true });
  return item && settingsOf(data, workspace, item);
}

/** The settings of an item that was just read. */
export function settingsOf(data: Data, workspace: WorkspaceId, item: SettingsItem): Settings {
  const settings = fromItem(workspace, item);
  cacheSubscriptions(data, settings);
  return settings;
}

/** Whether settings, groups or fields have changed since a revision. 0.5 read units, eventually consistent. */
export async function isRevised(data: Data, { uuid, revision }: Settings): Promise<boolean> {
  const item = await getItem<SettingsItem>(data, 'workspace', settingsKey(uuid), { consistent: false });
  return item !== null && item.revision !== revision;
}

/**
 * Changes only what is given, and returns the new settings; callers check values. With another time zone or date style
 * the caller repairs smart groups (`submitRepairGroups`), and a recheck follows.
 */
export async function updateSettings(
  data: Data,
  workspace: WorkspaceId,
  patch: SettingsPatch,
  now: Instant,
): Promise<Settings> {
  await retryOnConflict<true>(RACES, `the settings of ${workspace}`, async () => {
    const before = READ_WITH.some((name) => name in patch) ? await readSettings(data, workspace) : null;
    const rereads =
      before !== null && READ_WITH.some((name) => patch[name] !== undefined && patch[name] !== before[name]);
    const condition = before === null ? isPresent : allOf(...READ_WITH.map((name) => equals(name, before[name])));
    const change = { set: patch, add: { revision: 1, ...(rereads && { readings: 1 }) } };
    // A transaction waits its turn while a group or field is being made; a plain update would not.
    const written = await transact(data, [
      update('workspace', settingsKey(workspace), change, condition),
      ...(rereads ? [rereadAgain(workspace, now)] : []),
    ]);
    if (!written.ok && before === null) throw new Error(`No workspace ${workspace}`);
    return written.ok || CONFLICT;
  });
  const settings = await readSettings(data, workspace);
  if (settings === null) throw new Error(`No workspace ${workspace}`);
  return settings;
}

/** The settings that decide how dates in queries are read. */
const READ_WITH = ['timezone', 'dateStyle'] as const;

/** A condition that fails a transaction when settings, groups or fields have moved since they were read. */
export const settingsUnmoved = ({ uuid, revision }: Settings): Write =>
  update('workspace', settingsKey(uuid), { add: { revision: 0 } }, equals('revision', revision));

export async function listWorkspaces(data: Data): Promise<WorkspaceId[]> {
  const workspaces: WorkspaceId[] = [];
  const items = queryAll<{ readonly workspace: WorkspaceId }>(data, { table: 'workspace', partition: REGISTRY });
  for await (const { workspace } of items) workspaces.push(workspace);
  return workspaces;
}

export const newSettings = ({ uuid, ...settings }: Settings): Write[] => [
  put('workspace', { ...settingsKey(uuid), ...settings, groupCount: 0, fieldCount: 0, globalCount: 0, searchCount: 0 }),
  put('workspace', { pk: REGISTRY, sk: workspacePk(uuid), workspace: uuid }),
];

function fromItem(
  uuid: WorkspaceId,
  { pk: _, sk: __, groupCount: ___, fieldCount: ____, globalCount: _____, searchCount: ______, ...item }: SettingsItem,
): Settings {
  return { uuid, ...item };
}

/** Caches a workspace's subscriptions whenever its settings are read anyway. */
function cacheSubscriptions(
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
