/**
 *   W#<workspace>  GROUP#<uuid>            { uuid, name, query, status, system, createdOn, job, readAs }
 *   W#<workspace>  NAME#group#<name>       see items.ts
 *
 * Callers check names with `groupNameError`. Memberships are not changed here.
 */
import { isDeepStrictEqual } from 'node:util';
import type { GroupId, WorkspaceId } from '../../domain/ids.ts';
import { NEXT_REPAIR } from '../../domain/jobs/kinds/index.ts';
import type { Group } from '../../domain/workspace.ts';
import { LARGEST_LIMIT, MAX_GROUPS, nameKey } from '../../domain/workspace-names.ts';
import {
  allOf,
  CONFLICT,
  type Data,
  equals,
  getItem,
  put,
  RACES,
  remove,
  retryOnConflict,
  transact,
  update,
  type Write,
} from '../dynamo/index.ts';
import { clearAgain, evaluateAgain } from './group-rechecks.ts';
import {
  bumpCount,
  bumpReadings,
  bumpRevision,
  claimName,
  itemsOf,
  type RefusedWrite,
  releaseName,
  workspacePk,
} from './items.ts';

type Changed<Reason> = { readonly ok: true; readonly group: Group } | RefusedWrite<Reason>;

const PREFIX = 'GROUP#';
const groupKey = (workspace: WorkspaceId, uuid: GroupId) => ({ pk: workspacePk(workspace), sk: `${PREFIX}${uuid}` });

/** Stores a new group, unless its name (in any case) is taken, or the workspace has its limit of groups. */
export async function createGroup(
  data: Data,
  workspace: WorkspaceId,
  group: Group,
  limit = MAX_GROUPS,
): Promise<{ ok: true; group: Group } | RefusedWrite<'name_taken' | 'limit'>> {
  const bump = group.system ? bumpRevision(workspace) : bumpCount(workspace, 'group', 1, limit);
  const written = await transact(data, [
    claimName(workspace, 'group', group.name, group.uuid),
    bump,
    put('workspace', { ...groupKey(workspace, group.uuid), ...group }),
    ...(group.job === undefined ? [] : [evaluateAgain(workspace, group.uuid, group.job)]),
  ]);
  if (written.ok) return { ok: true, group };
  return { ok: false, reason: written.failed[0] ? 'name_taken' : 'limit' };
}

export type GroupPatch = Partial<Pick<Group, 'name' | 'query' | 'status' | 'job' | 'readAs'>>;

/**
 * Changes a group to what `decide` returns for it as it is stored, or refuses with its reason. A name that is taken
 * changes nothing. `decide` must be pure, as it is called again after a lost race. Throws ContentionError after 8.
 */
export async function changeGroup<Reason extends string = never>(
  data: Data,
  workspace: WorkspaceId,
  uuid: GroupId,
  decide: (group: Group) => GroupPatch | Reason,
): Promise<Changed<Reason | 'name_taken' | 'missing'>> {
  return retryOnConflict<Changed<Reason | 'name_taken' | 'missing'>>(RACES, `group ${uuid}`, async () => {
    const group = await readGroup(data, workspace, uuid);
    if (group === null) return { ok: false, reason: 'missing' };
    const patch = decide(group);
    if (typeof patch === 'string') return { ok: false, reason: patch };
    const changed = { ...group, ...patch };
    if (isDeepStrictEqual(changed, group)) return { ok: true, group };
    const written = await transact(data, [
      setGroup(workspace, group, patch),
      joinsRepair(group, changed) ? bumpReadings(workspace) : bumpRevision(workspace),
      ...renaming(workspace, group, changed.name),
      ...lookingAgain(workspace, group, changed),
    ]);
    if (written.ok) return { ok: true, group: changed };
    const changedMeanwhile = written.failed[0];
    return changedMeanwhile ? CONFLICT : { ok: false, reason: 'name_taken' };
  });
}

const renaming = (workspace: WorkspaceId, { uuid, name: known }: Group, name: string): Write[] =>
  nameKey(known) === nameKey(name)
    ? []
    : [claimName(workspace, 'group', name, uuid), releaseName(workspace, 'group', known)];

/** A running repair may have evaluated contacts by the group's former query. */
const joinsRepair = (group: Group, { job }: Group): boolean => job === NEXT_REPAIR && group.job !== job;

/** Members by another query, or by none, are rechecked when all work in progress has ended. */
function lookingAgain(workspace: WorkspaceId, group: Group, { job, status }: Group): Write[] {
  if (status === 'invalid') return [clearAgain(workspace, group.uuid)];
  if (job === undefined || job === group.job || job === NEXT_REPAIR) return [];
  return [evaluateAgain(workspace, group.uuid, job)];
}

/** Removes a group at once and frees its name. A recheck removes its members at the latest. */
export async function deleteGroup(
  data: Data,
  workspace: WorkspaceId,
  uuid: GroupId,
): Promise<Changed<'missing' | 'system'>> {
  return retryOnConflict<Changed<'missing' | 'system'>>(RACES, `group ${uuid}`, async () => {
    const group = await readGroup(data, workspace, uuid);
    if (group === null) return { ok: false, reason: 'missing' };
    if (group.system) return { ok: false, reason: 'system' };
    const written = await transact(data, [
      remove('workspace', groupKey(workspace, uuid), equals('name', group.name)),
      bumpCount(workspace, 'group', -1, LARGEST_LIMIT),
      releaseName(workspace, 'group', group.name),
      clearAgain(workspace, uuid),
    ]);
    return written.ok ? { ok: true, group } : CONFLICT;
  });
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

/** Changes attributes of a group if its name and status are still the known ones. */
export const setGroup = (workspace: WorkspaceId, { uuid, name, status }: Group, patch: GroupPatch): Write =>
  update('workspace', groupKey(workspace, uuid), { set: patch }, allOf(equals('name', name), equals('status', status)));

function fromItem({ uuid, name, query, status, system, createdOn, job, readAs }: Group): Group {
  return { uuid, name, query, status, system, createdOn, ...(job && { job }), ...(readAs !== undefined && { readAs }) };
}
