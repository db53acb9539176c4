import { readCounts } from '../../shared/data/counts/index.ts';
import { changeGroup, type GroupPatch } from '../../shared/data/workspace/index.ts';
import type { GroupDefinition } from '../../shared/domain/groups/definition.ts';
import type { GroupId, JobId } from '../../shared/domain/ids.ts';
import { type Group, isPopulating } from '../../shared/domain/workspace.ts';
import { keeping, ok, type RequestContext, type Written } from '../../shared/lambda/http/endpoint.ts';
import { notFound, refuse, refuseField } from '../../shared/lambda/http/errors.ts';
import { requireRoomForJob } from '../../shared/lambda/http/open-jobs.ts';
import { isAbandoned, submitPopulateGroup } from '../../shared/services/groups/populate.ts';
import { newJobId } from '../../shared/services/jobs/submit.ts';
import { groupShown } from './present.ts';

export interface GroupEdit {
  readonly group: Group;
  readonly name: string | undefined;
  readonly definition: GroupDefinition | null;
}

type Refusal = 'system' | 'static' | 'populating';

/** Renames a group, changes a smart group's query, or both. Another query's members are found again. */
export async function editGroup(edit: GroupEdit, context: RequestContext): Promise<Written<GroupId>> {
  const { runtime, caller, now } = context;
  if (edit.definition !== null) await requireRoomForJob(context);
  const { workspace } = caller;
  const known = edit.group;
  const abandoned = (await isAbandoned(runtime.data, workspace, known)) ? known.job : undefined;
  const change = { ...edit, job: newJobId(now), abandoned };
  const result = await changeGroup(runtime.data, workspace, known.uuid, (stored) => patchOf(stored, change));
  if (!result.ok) throw refusalOf(result.reason);
  const { item: group } = result;
  if (group.job === change.job)
    await submitPopulateGroup(runtime, workspace, { group, job: change.job, asked: true, by: caller.id, now });
  const { groups: counts } = await readCounts(runtime.data, workspace);
  return keeping(ok(groupShown.show(group, { counts })), group.uuid);
}

interface Patching extends Pick<GroupEdit, 'name' | 'definition'> {
  readonly job: JobId;
  /** A job that will never make the group ready: the group can be edited although it waits for it. */
  readonly abandoned: JobId | undefined;
}

function patchOf(group: Group, { name, definition, job, abandoned }: Patching): GroupPatch | Refusal {
  if (group.system) return 'system';
  const renamed = name === undefined ? {} : { name };
  if (definition === null) return renamed;
  if (group.query === null) return 'static';
  const waiting = isPopulating(group) && group.job !== abandoned;
  if (group.query === definition.query && (waiting || group.status === 'ready')) return renamed;
  return waiting ? 'populating' : { ...renamed, ...definition, status: 'evaluating', job };
}

function refusalOf(reason: Refusal | 'missing' | 'name_taken') {
  switch (reason) {
    case 'missing':
      return notFound('ContactGroup');
    case 'system':
      return refuse({ code: 'system_object', change: 'modify' }, 403);
    case 'name_taken':
      return refuseField('name', { code: 'not_unique' });
    case 'static':
      return refuseField('query', { code: 'static_group' });
    case 'populating':
      return refuseField('query', { code: 'group_populating' });
  }
}
