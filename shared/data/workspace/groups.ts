/**
 *   W#<workspace>  GROUP#<uuid>            { uuid, name, query, status, system, createdOn, job, readAs }
 *   W#<workspace>  NAME#group#<name>       see items.ts
 *
 * Callers check names with `groupNameError`. Memberships are not changed here.
 */
import type { GroupId, WorkspaceId } from '../../domain/ids.ts';
import { NEXT_REPAIR } from '../../domain/jobs/kinds/index.ts';
import type { Group } from '../../domain/workspace.ts';
import { LARGEST_LIMIT, MAX_GROUPS } from '../../domain/workspace-names.ts';
import {
  allOf,
  CONFLICT,
  type Data,
  equals,
  RACES,
  remove,
  retryOnConflict,
  transact,
  type Write,
} from '../dynamo/index.ts';
import { clearAgain, evaluateAgain } from './group-rechecks.ts';
import { bumpCount, bumpReadings, bumpRevision, releaseName } from './items.ts';
import { namedList, type StoredNamed } from './named-list.ts';

const groups = namedList<Group>({
  kind: 'group',
  idOf: ({ uuid }) => uuid,
  isStill: ({ name, status }) => allOf(equals('name', name), equals('status', status)),
});

export const { list: listGroups, find: readGroup, set: setGroup } = groups;

/** The limit does not count system groups. */
export const storeGroup = (data: Data, workspace: WorkspaceId, group: Group, limit = MAX_GROUPS) =>
  groups.create(
    data,
    workspace,
    group,
    group.system ? null : limit,
    group.job === undefined ? [] : [evaluateAgain(workspace, group.uuid, group.job)],
  );

export type GroupPatch = Partial<Pick<Group, 'name' | 'query' | 'status' | 'job' | 'readAs'>>;

/** Changes a group to what `decide` returns for it as it is stored, or refuses with its reason. */
export const changeGroup = <Reason extends string = never>(
  data: Data,
  workspace: WorkspaceId,
  uuid: GroupId,
  decide: (group: Group) => GroupPatch | Reason,
) =>
  groups.change<Reason>(data, workspace, uuid, decide, (before, after) => [
    joinsRepair(before, after) ? bumpReadings(workspace) : bumpRevision(workspace),
    ...lookingAgain(workspace, before, after),
  ]);

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
): Promise<StoredNamed<Group, 'missing' | 'system'>> {
  return retryOnConflict<StoredNamed<Group, 'missing' | 'system'>>(RACES, `group ${uuid}`, async () => {
    const group = await groups.find(data, workspace, uuid);
    if (group === null) return { ok: false, reason: 'missing' };
    if (group.system) return { ok: false, reason: 'system' };
    const written = await transact(data, [
      remove('workspace', groups.keyOf(workspace, uuid), equals('name', group.name)),
      bumpCount(workspace, 'group', -1, LARGEST_LIMIT),
      releaseName(workspace, 'group', group.name),
      clearAgain(workspace, uuid),
    ]);
    return written.ok ? { ok: true, item: group } : CONFLICT;
  });
}
