import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { createGroup } from '../../shared/data/groups.ts';
import type { GroupId } from '../../shared/domain/ids.ts';
import { groupNameError } from '../../shared/domain/workspace-names.ts';
import { type Answer, created, endpoint, type Request } from '../../shared/lambda/endpoint.ts';
import { limitReached, refuseField } from '../../shared/lambda/errors.ts';
import { lookupParam, uuidParam } from '../../shared/lambda/params.ts';
import { text } from '../../shared/lambda/schema.ts';
import { newJobId } from '../jobs/submit.ts';
import { requireDefinition } from './define.ts';
import { editGroup } from './edit.ts';
import { populate } from './populate.ts';
import { groupSchema, showGroup } from './present.ts';

const body = {
  name: z.optional(text({ trim: false })),
  /** Beyond TextIt's API: makes the group a smart one. The language itself refuses what is too long, with a hint. */
  query: z.optional(z.nullable(text({ blank: true, trim: false, max: 100_000 }))),
};

/** POST groups.json: creates a group (201), a smart one when there is a query; or changes the one of `?uuid=` (200) (TextIt 6.6). */
export const saveGroup = endpoint({
  summary: 'Create or change a group',
  params: { uuid: 'the group to change' },
  body,
  answers: { 200: groupSchema, 201: groupSchema },
  check({ name, query }, errors, request) {
    const changesQuery = request.query['uuid'] !== undefined && typeof query === 'string';
    if (name === undefined && !changesQuery) errors.add('name', 'This field is required.');
    const problem = name === undefined ? null : groupNameError(name);
    if (problem) errors.add('name', problem);
  },
  async handle(request) {
    const uuid = uuidParam<GroupId>(request.query, 'uuid');
    return lookupParam(request.query, 'uuid') && uuid ? editGroup(request, uuid) : create(request);
  },
});

type SaveRequest = Request<'uuid', typeof body>;

async function create(request: SaveRequest): Promise<Answer> {
  const { runtime, caller, body: given, now } = request;
  const definition = typeof given.query === 'string' ? requireDefinition(request, given.query) : null;
  const job = newJobId(now);
  const result = await createGroup(runtime.data, caller.workspace, {
    uuid: randomUUID() as string as GroupId,
    name: given.name ?? '',
    system: false,
    createdOn: now,
    ...(definition ? { ...definition, status: 'initializing', job } : { query: null, status: 'ready' }),
  });
  if (!result.ok) throw result.reason === 'limit' ? limitReached() : refuseField('name', 'This field must be unique.');
  if (definition === null) return created(showGroup(result.group, {}));
  const group = await populate(runtime, caller.workspace, { group: result.group, job, by: caller.id, now });
  return created(showGroup(group, {}));
}
