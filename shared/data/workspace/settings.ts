/**
 *   W#<workspace>  SETTINGS           the settings, their revision, how many groups and fields there are
 *   WORKSPACES     W#<workspace>      { workspace }: what the nightly sweep goes through
 */
import { GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Settings } from '../../domain/workspace.ts';
import { type Data, type TransactItem, transact } from '../dynamo/index.ts';
import { setting, settingsKey, workspacePk } from './items.ts';

const REGISTRY = 'WORKSPACES';

type SettingsItem = Omit<Settings, 'uuid'>;

/** What of the settings people may change. */
export type SettingsPatch = Partial<Omit<Settings, 'uuid' | 'createdOn' | 'revision'>>;

/** The settings as of now (1 read unit), or null when there is no such workspace. */
export async function readSettings(data: Data, workspace: WorkspaceId): Promise<Settings | null> {
  const { Item } = await data.documents.send(
    new GetCommand({ TableName: data.workspaceTable, Key: settingsKey(workspace), ConsistentRead: true }),
  );
  return Item === undefined ? null : fromItem(workspace, Item as SettingsItem);
}

/** Changes only what is given, and answers the settings as they then are. The caller has checked the values; the workspace must exist. */
export async function updateSettings(data: Data, workspace: WorkspaceId, patch: SettingsPatch): Promise<Settings> {
  // A transaction of one: it waits its turn when a group or field is being made, which a plain update would not.
  const written = await transact(data, [change(data, workspace, patch)]);
  const settings = await readSettings(data, workspace);
  if (!written.ok || settings === null) throw new Error(`No workspace ${workspace}`);
  return settings;
}

function change(data: Data, workspace: WorkspaceId, patch: SettingsPatch): TransactItem {
  const { clause, names, values } = setting(patch);
  return {
    Update: {
      TableName: data.workspaceTable,
      Key: settingsKey(workspace),
      UpdateExpression: `${Object.keys(names).length === 0 ? '' : clause} ADD #revision :one`,
      ConditionExpression: 'attribute_exists(#pk)',
      ExpressionAttributeNames: { ...names, '#pk': 'pk', '#revision': 'revision' },
      ExpressionAttributeValues: { ...values, ':one': 1 },
    },
  };
}

/** Every workspace there is. */
export async function listWorkspaces(data: Data): Promise<WorkspaceId[]> {
  const workspaces: WorkspaceId[] = [];
  const pages = paginateQuery(
    { client: data.documents },
    {
      TableName: data.workspaceTable,
      KeyConditionExpression: '#pk = :pk',
      ExpressionAttributeNames: { '#pk': 'pk' },
      ExpressionAttributeValues: { ':pk': REGISTRY },
    },
  );
  for await (const page of pages) {
    for (const item of page.Items ?? []) workspaces.push(item['workspace'] as WorkspaceId);
  }
  return workspaces;
}

/** The items with which a workspace begins. */
export function newSettings(data: Data, { uuid, ...settings }: Settings): TransactItem[] {
  const TableName = data.workspaceTable;
  return [
    { Put: { TableName, Item: { ...settingsKey(uuid), ...settings, groupCount: 0, fieldCount: 0 } } },
    { Put: { TableName, Item: { pk: REGISTRY, sk: workspacePk(uuid), workspace: uuid } } },
  ];
}

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
  apiRates: item.apiRates,
  ...(item.limits && { limits: item.limits }),
  createdOn: item.createdOn,
  revision: item.revision,
});
