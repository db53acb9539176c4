import { randomUUID } from 'node:crypto';
import { readCounts } from '../../shared/data/counts.ts';
import { createGroup, renameGroup } from '../../shared/data/groups.ts';
import type { GroupId } from '../../shared/domain/ids.ts';
import { groupNameError } from '../../shared/domain/workspace-names.ts';
import { type Answer, created, endpoint, ok, type Request } from '../../shared/lambda/endpoint.ts';
import { limitReached, notFound, refuse, refuseField } from '../../shared/lambda/errors.ts';
import { lookupParam, uuidParam } from '../../shared/lambda/params.ts';
import { text } from '../../shared/lambda/schema.ts';
import { groupSchema, showGroup } from './present.ts';

const body = { name: text({ trim: false }) };

/** POST groups.json: creates a static group (201), or renames the one of `?uuid=` (200) (TextIt 6.6). */
export const saveGroup = endpoint({
  summary: 'Create or rename a group',
  params: { uuid: 'the group to rename' },
  body,
  answers: { 200: groupSchema, 201: groupSchema },
  check({ name }, errors) {
    const problem = name === undefined ? null : groupNameError(name);
    if (problem) errors.add('name', problem);
  },
  async handle(request) {
    const uuid = uuidParam<GroupId>(request.query, 'uuid');
    return lookupParam(request.query, 'uuid') && uuid ? rename(request, uuid) : create(request);
  },
});

type SaveRequest = Request<'uuid', typeof body>;

async function create({ runtime, caller, body: { name }, now }: SaveRequest): Promise<Answer> {
  const result = await createGroup(runtime.data, caller.workspace, {
    uuid: randomUUID() as string as GroupId,
    name,
    query: null,
    status: 'ready',
    system: false,
    createdOn: now,
  });
  if (result.ok) return created(showGroup(result.group, {}));
  throw result.reason === 'limit' ? limitReached() : refuseField('name', 'This field must be unique.');
}

async function rename({ runtime, caller, body: { name } }: SaveRequest, uuid: GroupId): Promise<Answer> {
  const result = await renameGroup(runtime.data, caller.workspace, uuid, name);
  if (result.ok) return ok(showGroup(result.group, (await readCounts(runtime.data, caller.workspace)).groups));
  switch (result.reason) {
    case 'missing':
      throw notFound();
    case 'system':
      throw refuse('Cannot modify system object.', 403);
    case 'name_taken':
      throw refuseField('name', 'This field must be unique.');
  }
}
