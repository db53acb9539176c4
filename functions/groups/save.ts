import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { createGroup } from '../../shared/data/workspace/index.ts';
import type { GroupId } from '../../shared/domain/ids.ts';
import { text } from '../../shared/domain/schema.ts';
import type { Group } from '../../shared/domain/workspace.ts';
import { groupNameError } from '../../shared/domain/workspace-names.ts';
import { type Answer, created } from '../../shared/lambda/endpoint.ts';
import { limitReached, notFound, refuseField } from '../../shared/lambda/errors.ts';
import { legacyEndpoint as endpoint, type LegacyRequest as Request } from '../../shared/lambda/legacy.ts';
import { uuidParam } from '../../shared/lambda/params.ts';
import { requireDefinition } from '../../shared/lambda/queries.ts';
import { populate } from '../../shared/services/groups/populate.ts';
import { newJobId } from '../../shared/services/jobs/submit.ts';
import { editGroup } from './edit.ts';
import { showGroup } from './present.ts';

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
  check({ name, query }, errors, request) {
    const uuid = uuidParam<GroupId>(request.query, 'uuid');
    if (uuid && !request.assets.groups.has(uuid)) throw notFound();
    const changesQuery = uuid !== undefined && typeof query === 'string';
    if (name === undefined && !changesQuery) errors.add('name', 'This field is required.');
    const problem = name === undefined ? null : groupNameError(name);
    if (problem) errors.add('name', problem);
  },
  async handle(request) {
    const uuid = uuidParam<GroupId>(request.query, 'uuid');
    return uuid ? editGroup(request, uuid) : create(request);
  },
});

type SaveRequest = Request<'uuid', typeof body>;

async function create(request: SaveRequest): Promise<Answer> {
  const { runtime, caller, assets, body: given, now } = request;
  const definition = typeof given.query === 'string' ? requireDefinition(request, given.query) : null;
  const job = newJobId(now);
  const group: Group = {
    uuid: randomUUID() as string as GroupId,
    name: given.name ?? '',
    system: false,
    createdOn: now,
    ...(definition ? { ...definition, status: 'initializing', job } : { query: null, status: 'ready' }),
  };
  const result = await createGroup(runtime.data, caller.workspace, group, assets.settings.limits?.groups);
  if (!result.ok) throw result.reason === 'limit' ? limitReached() : refuseField('name', 'This field must be unique.');
  if (definition === null) return created(showGroup(group, {}));
  const populated = await populate(runtime, caller.workspace, { group, job, by: caller.id, now });
  return created(showGroup(populated, {}));
}
