/**
 *   W#<workspace>  SETTINGS           the settings, their revision, how many groups and fields there are
 *   WORKSPACES     W#<workspace>      { workspace }: what the nightly sweep goes through
 */
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
  put,
  queryAll,
  RACES,
  retryOnConflict,
  transact,
  update,
  type Write,
} from '../dynamo/index.ts';
import { cacheSubscriptions } from './event-subscriptions.ts';
import { rereadAgain } from './group-rechecks.ts';
import { settingsKey, workspacePk } from './items.ts';

const REGISTRY = 'WORKSPACES';

type SettingsItem = Omit<Settings, 'uuid'>;

/** What of the settings people may change. */
type SettingsPatch = Partial<Omit<Settings, 'uuid' | 'createdOn' | 'revision' | 'readings' | 'webhookEvents'>>;

/** The settings as of now (1 read unit), or null when there is no such workspace. */
export async function readSettings(data: Data, workspace: WorkspaceId): Promise<Settings | null> {
  const item = await getItem<SettingsItem>(data, 'workspace', settingsKey(workspace), { consistent: true });
  const settings = item && fromItem(workspace, item);
  if (settings) cacheSubscriptions(data, settings);
  return settings;
}

/** Whether settings, groups or fields were changed since a revision. 0.5 read units, eventually consistent: a change of this moment may not show. */
export async function isRevised(data: Data, { uuid, revision }: Settings): Promise<boolean> {
  const item = await getItem<SettingsItem>(data, 'workspace', settingsKey(uuid), { consistent: false });
  return item !== null && item.revision !== revision;
}

/**
 * Changes only what is given, and answers the settings as they then are. The caller has checked the values; the workspace must exist. With
 * another time zone or date style queries are read otherwise, which the caller tells smart groups (`submitRepairGroups`), and a second look does.
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
    // A transaction, if of one: it waits its turn when a group or field is being made, which a plain update would not.
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

/** What dates in queries are read with. */
const READ_WITH = ['timezone', 'dateStyle'] as const;

/** Changes nothing; in a transaction, its condition fails when settings, groups or fields have moved since they were read. */
export const settingsUnmoved = ({ uuid, revision }: Settings): Write =>
  update('workspace', settingsKey(uuid), { add: { revision: 0 } }, equals('revision', revision));

/** Every workspace there is. */
export async function listWorkspaces(data: Data): Promise<WorkspaceId[]> {
  const workspaces: WorkspaceId[] = [];
  const items = queryAll<{ readonly workspace: WorkspaceId }>(data, { table: 'workspace', partition: REGISTRY });
  for await (const { workspace } of items) workspaces.push(workspace);
  return workspaces;
}

/** The items with which a workspace begins. */
export const newSettings = ({ uuid, ...settings }: Settings): Write[] => [
  put('workspace', { ...settingsKey(uuid), ...settings, groupCount: 0, fieldCount: 0 }),
  put('workspace', { pk: REGISTRY, sk: workspacePk(uuid), workspace: uuid }),
];

const fromItem = (uuid: WorkspaceId, item: SettingsItem): Settings => ({
  uuid,
  name: item.name,
  country: item.country,
  languages: item.languages,
  timezone: item.timezone,
  dateStyle: item.dateStyle,
  anon: item.anon,
  dormancyDays: item.dormancyDays,
  deleteAnyStatus: item.deleteAnyStatus,
  ...(item.optsInBy && { optsInBy: item.optsInBy }),
  ...(item.stopWords && { stopWords: item.stopWords }),
  ...(item.startWords && { startWords: item.startWords }),
  ...(item.helpWords && { helpWords: item.helpWords }),
  ...(item.flowsMayOptIn !== undefined && { flowsMayOptIn: item.flowsMayOptIn }),
  apiRates: item.apiRates,
  ...(item.limits && { limits: item.limits }),
  ...(item.confirmAbove !== undefined && { confirmAbove: item.confirmAbove }),
  ...(item.deleteDelayHours !== undefined && { deleteDelayHours: item.deleteDelayHours }),
  ...(item.events && { events: item.events }),
  ...(item.messagesDays !== undefined && { messagesDays: item.messagesDays }),
  ...(item.historyDays !== undefined && { historyDays: item.historyDays }),
  ...(item.purgeArchivedAfterDays !== undefined && { purgeArchivedAfterDays: item.purgeArchivedAfterDays }),
  ...(item.purgesFrom !== undefined && { purgesFrom: item.purgesFrom }),
  ...(item.webhookEvents && { webhookEvents: item.webhookEvents }),
  ...(item.readings !== undefined && { readings: item.readings }),
  createdOn: item.createdOn,
  revision: item.revision,
});
