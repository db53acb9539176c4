import { readCounts } from '../../shared/data/counts/index.ts';
import { changeGroup, type GroupPatch } from '../../shared/data/workspace/index.ts';
import type { Definition } from '../../shared/domain/groups/definition.ts';
import type { GroupId, JobId } from '../../shared/domain/ids.ts';
import { type Group, isPopulating } from '../../shared/domain/workspace.ts';
import { type Answer, ok } from '../../shared/lambda/endpoint.ts';
import { notFound, refuse, refuseField } from '../../shared/lambda/errors.ts';
import type { LegacyRequest as Request } from '../../shared/lambda/legacy.ts';
import { requireDefinition } from '../../shared/lambda/queries.ts';
import { isAbandoned, populate } from '../../shared/services/groups/populate.ts';
import { newJobId } from '../../shared/services/jobs/submit.ts';
import { showGroup } from './present.ts';

type EditRequest = Pick<Request, 'runtime' | 'caller' | 'assets' | 'now'> & {
  readonly body: { readonly name?: string | undefined; readonly query?: string | null | undefined };
};

type Refusal = 'system' | 'static' | 'populating';

/** Renames a group, gives a smart group another query, or both at once. Another query finds the members anew. */
export async function editGroup(request: EditRequest, uuid: GroupId): Promise<Answer> {
  const { runtime, caller, assets, now, body: given } = request;
  const known = assets.groups.get(uuid);
  if (known === undefined) throw notFound();
  const edit: Edit = {
    name: given.name,
    definition: typeof given.query === 'string' ? requireDefinition(request, given.query) : null,
    job: newJobId(now),
    abandoned: (await isAbandoned(runtime.data, caller.workspace, known)) ? known.job : undefined,
  };
  const result = await changeGroup(runtime.data, caller.workspace, uuid, (group) => patchOf(group, edit));
  if (!result.ok) throw refusalOf(result.reason);
  const { group } = result;
  if (group.job === edit.job) await populate(runtime, caller.workspace, { group, job: edit.job, by: caller.id, now });
  return ok(showGroup(group, (await readCounts(runtime.data, caller.workspace)).groups));
}

interface Edit {
  readonly name: string | undefined;
  readonly definition: Definition | null;
  /** What is to populate the group under another query. */
  readonly job: JobId;
  /** A job that will not make the group ready any more: it does not keep anybody from editing. */
  readonly abandoned: JobId | undefined;
}

function patchOf(group: Group, { name, definition, job, abandoned }: Edit): GroupPatch | Refusal {
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
      return notFound();
    case 'system':
      return refuse('Cannot modify system object.', 403);
    case 'name_taken':
      return refuseField('name', 'This field must be unique.');
    case 'static':
      return refuseField('query', 'A static group has no query: its members are added and removed by hand.');
    case 'populating':
      return refuseField('query', 'You cannot update the query of a group that is populating.');
  }
}
