/**
 *   W#<workspace>  GROUP#<uuid>            { uuid, name, query, status, system, createdOn }
 *   W#<workspace>  NAME#group#<name>       see workspace-items.ts
 *
 * The caller has checked names with `groupNameError`. Members' memberships are not touched here.
 */
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { GroupId, WorkspaceId } from '../domain/ids.ts';
import type { Group } from '../domain/workspace.ts';
import { MAX_GROUPS, nameKey } from '../domain/workspace-names.ts';
import type { Data } from './client.ts';
import { type TransactItem, transact } from './transact.ts';
import { bumpCount, bumpRevision, claimName, itemsOf, releaseName, workspacePk } from './workspace-items.ts';

type Refused<Reason> = { readonly ok: false; readonly reason: Reason };

const PREFIX = 'GROUP#';
const groupKey = (workspace: WorkspaceId, uuid: GroupId) => ({ pk: workspacePk(workspace), sk: `${PREFIX}${uuid}` });

/** Stores a new group, unless its name (in any case) is taken or the workspace has as many user groups as it may have. */
export async function createGroup(
  data: Data,
  workspace: WorkspaceId,
  group: Group,
): Promise<{ ok: true; group: Group } | Refused<'name_taken' | 'limit'>> {
  const bump = group.system ? bumpRevision(data, workspace) : bumpCount(data, workspace, 'group', 1, MAX_GROUPS);
  const written = await transact(data, [
    claimName(data, workspace, 'group', group.name, group.uuid),
    bump,
    { Put: { TableName: data.workspaceTable, Item: { ...groupKey(workspace, group.uuid), ...group } } },
  ]);
  if (written.ok) return { ok: true, group };
  return { ok: false, reason: written.failed[0] ? 'name_taken' : 'limit' };
}

/** Gives a group another name. A change of case alone is a change too. */
export async function renameGroup(
  data: Data,
  workspace: WorkspaceId,
  uuid: GroupId,
  name: string,
): Promise<{ ok: true; group: Group } | Refused<'name_taken' | 'missing' | 'system'>> {
  const group = await readGroup(data, workspace, uuid);
  if (group === null) return { ok: false, reason: 'missing' };
  if (group.system) return { ok: false, reason: 'system' };
  if (group.name === name) return { ok: true, group };

  const moved = nameKey(group.name) !== nameKey(name);
  const names = moved
    ? [claimName(data, workspace, 'group', name, uuid), releaseName(data, workspace, 'group', group.name)]
    : [];
  const written = await transact(data, [
    setName(data, workspace, group, name),
    bumpRevision(data, workspace),
    ...names,
  ]);
  if (written.ok) return { ok: true, group: { ...group, name } };
  // Somebody else renamed or deleted it since it was read: look again.
  if (written.failed[0]) return renameGroup(data, workspace, uuid, name);
  return { ok: false, reason: 'name_taken' };
}

/** Takes a group out of the workspace at once and frees its name. */
export async function deleteGroup(
  data: Data,
  workspace: WorkspaceId,
  uuid: GroupId,
): Promise<{ ok: true; group: Group } | Refused<'missing' | 'system'>> {
  const group = await readGroup(data, workspace, uuid);
  if (group === null) return { ok: false, reason: 'missing' };
  if (group.system) return { ok: false, reason: 'system' };
  const written = await transact(data, [
    { Delete: { TableName: data.workspaceTable, Key: groupKey(workspace, uuid), ...stillNamed(group) } },
    bumpCount(data, workspace, 'group', -1, MAX_GROUPS),
    releaseName(data, workspace, 'group', group.name),
  ]);
  return written.ok ? { ok: true, group } : deleteGroup(data, workspace, uuid);
}

/** All groups, oldest first. */
export async function listGroups(data: Data, workspace: WorkspaceId): Promise<Group[]> {
  const groups = (await itemsOf<Group>(data, workspace, PREFIX)).map(fromItem);
  return groups.sort((a, b) => a.createdOn - b.createdOn || (a.uuid < b.uuid ? -1 : 1));
}

async function readGroup(data: Data, workspace: WorkspaceId, uuid: GroupId): Promise<Group | null> {
  const { Item } = await data.documents.send(
    new GetCommand({ TableName: data.workspaceTable, Key: groupKey(workspace, uuid), ConsistentRead: true }),
  );
  return Item === undefined ? null : fromItem(Item);
}

const stillNamed = (group: Group) => ({
  ConditionExpression: '#name = :known',
  ExpressionAttributeNames: { '#name': 'name' },
  ExpressionAttributeValues: { ':known': group.name },
});

function setName(data: Data, workspace: WorkspaceId, group: Group, name: string): TransactItem {
  const { ExpressionAttributeValues: known, ...condition } = stillNamed(group);
  return {
    Update: {
      TableName: data.workspaceTable,
      Key: groupKey(workspace, group.uuid),
      UpdateExpression: 'SET #name = :name',
      ...condition,
      ExpressionAttributeValues: { ...known, ':name': name },
    },
  };
}

function fromItem(item: object): Group {
  const { uuid, name, query, status, system, createdOn } = item as Group;
  return { uuid, name, query, status, system, createdOn };
}
