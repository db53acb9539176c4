/**
 *   W#<workspace>  GROUP#<uuid>            { uuid, name, query, status, system, createdOn, job, readAs }
 *   W#<workspace>  NAME#group#<name>       see items.ts
 *
 * The caller has checked names with `groupNameError`. Members' memberships are not touched here.
 */
import { isDeepStrictEqual } from 'node:util';
import type { GroupId, WorkspaceId } from '../../domain/ids.ts';
import type { Group } from '../../domain/workspace.ts';
import { LARGEST_LIMIT, MAX_GROUPS, nameKey } from '../../domain/workspace-names.ts';
import { allOf, type Data, equals, getItem, put, remove, transact, update, type Write } from '../dynamo/index.ts';
import { bumpCount, bumpRevision, claimName, itemsOf, releaseName, workspacePk } from './items.ts';

type Refused<Reason> = { readonly ok: false; readonly reason: Reason };

const PREFIX = 'GROUP#';
const groupKey = (workspace: WorkspaceId, uuid: GroupId) => ({ pk: workspacePk(workspace), sk: `${PREFIX}${uuid}` });

/** Stores a new group, unless its name (in any case) is taken or the workspace has as many user groups as it may have. */
export async function createGroup(
  data: Data,
  workspace: WorkspaceId,
  group: Group,
  limit = MAX_GROUPS,
): Promise<{ ok: true; group: Group } | Refused<'name_taken' | 'limit'>> {
  const bump = group.system ? bumpRevision(workspace) : bumpCount(workspace, 'group', 1, limit);
  const written = await transact(data, [
    claimName(workspace, 'group', group.name, group.uuid),
    bump,
    put('workspace', { ...groupKey(workspace, group.uuid), ...group }),
  ]);
  if (written.ok) return { ok: true, group };
  return { ok: false, reason: written.failed[0] ? 'name_taken' : 'limit' };
}

/** What may change about a group. */
export type GroupPatch = Partial<Pick<Group, 'name' | 'query' | 'status' | 'job' | 'readAs'>>;

/**
 * Changes a group to what `decide` makes of it as it is stored, or refuses with the word that it answers. A name that is
 * taken changes nothing. Asked again after a lost race, so `decide` is pure.
 */
export async function changeGroup<Reason extends string = never>(
  data: Data,
  workspace: WorkspaceId,
  uuid: GroupId,
  decide: (group: Group) => GroupPatch | Reason,
): Promise<{ ok: true; group: Group } | Refused<Reason | 'name_taken' | 'missing'>> {
  const group = await readGroup(data, workspace, uuid);
  if (group === null) return { ok: false, reason: 'missing' };
  const patch = decide(group);
  if (typeof patch === 'string') return { ok: false, reason: patch };
  const changed = { ...group, ...patch };
  if (isDeepStrictEqual(changed, group)) return { ok: true, group };
  const written = await transact(data, [
    setGroup(workspace, group, patch),
    bumpRevision(workspace),
    ...renaming(workspace, group, changed.name),
  ]);
  if (written.ok) return { ok: true, group: changed };
  // Somebody else changed or deleted it since it was read: look again.
  if (written.failed[0]) return changeGroup(data, workspace, uuid, decide);
  return { ok: false, reason: 'name_taken' };
}

/** Gives a group another name. A change of case alone is a change too. */
export const renameGroup = (data: Data, workspace: WorkspaceId, uuid: GroupId, name: string) =>
  changeGroup<'system'>(data, workspace, uuid, ({ system }) => (system ? 'system' : { name }));

const renaming = (workspace: WorkspaceId, { uuid, name: known }: Group, name: string): Write[] =>
  nameKey(known) === nameKey(name)
    ? []
    : [claimName(workspace, 'group', name, uuid), releaseName(workspace, 'group', known)];

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
    remove('workspace', groupKey(workspace, uuid), equals('name', group.name)),
    bumpCount(workspace, 'group', -1, LARGEST_LIMIT),
    releaseName(workspace, 'group', group.name),
  ]);
  return written.ok ? { ok: true, group } : deleteGroup(data, workspace, uuid);
}

/** All groups, oldest first. */
export async function listGroups(data: Data, workspace: WorkspaceId): Promise<Group[]> {
  const groups = (await itemsOf<Group>(data, workspace, PREFIX)).map(fromItem);
  return groups.sort((a, b) => a.createdOn - b.createdOn || (a.uuid < b.uuid ? -1 : 1));
}

/** The group as of now (1 read unit), or null. */
export async function readGroup(data: Data, workspace: WorkspaceId, uuid: GroupId): Promise<Group | null> {
  const item = await getItem<Group>(data, 'workspace', groupKey(workspace, uuid), { consistent: true });
  return item && fromItem(item);
}

/** Changes the attributes of a group whose name and status are still the known ones. */
export const setGroup = (workspace: WorkspaceId, { uuid, name, status }: Group, patch: GroupPatch): Write =>
  update('workspace', groupKey(workspace, uuid), { set: patch }, allOf(equals('name', name), equals('status', status)));

function fromItem({ uuid, name, query, status, system, createdOn, job, readAs }: Group): Group {
  return { uuid, name, query, status, system, createdOn, ...(job && { job }), ...(readAs !== undefined && { readAs }) };
}
