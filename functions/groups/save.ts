import * as z from 'zod/mini';
import { readCounts } from '../../shared/data/counts/index.ts';
import type { GroupDefinition } from '../../shared/domain/groups/definition.ts';
import type { GroupId } from '../../shared/domain/ids.ts';
import { text } from '../../shared/domain/schema.ts';
import { GROUP_NAME, QUERY } from '../../shared/domain/text-forms.ts';
import { groupNameError, MAX_GROUPS } from '../../shared/domain/workspace-names.ts';
import { unaudited } from '../../shared/lambda/callers/audited.ts';
import { saved } from '../../shared/lambda/http/answers.ts';
import {
  created,
  type Fields,
  keeping,
  type Request,
  type RequestContext,
  type Written,
  writeEndpoint,
} from '../../shared/lambda/http/endpoint.ts';
import { limitReached, notFound, refuseField } from '../../shared/lambda/http/errors.ts';
import type { FieldErrors } from '../../shared/lambda/http/field-errors.ts';
import { requireRoomForJob } from '../../shared/lambda/http/open-jobs.ts';
import { byUuid } from '../../shared/lambda/http/param.ts';
import { requireUuid } from '../../shared/lambda/http/params.ts';
import { requireDefinition } from '../../shared/lambda/http/require-query.ts';
import { createGroup, finishGroup, type GroupDraft } from '../../shared/services/groups/create.ts';
import { editGroup, type GroupEdit } from './edit.ts';
import { groupShown } from './present.ts';

const body = {
  name: z.optional(text({ max: 64, form: GROUP_NAME })),
  /** Beyond TextIt's API: makes the group smart. The query language refuses a query that is too long, with a hint. */
  query: z.optional(z.nullable(text({ blank: true, trim: false, max: 100_000, form: QUERY }))),
};

type SaveRequest = Request<'uuid', typeof body>;

/** POST groups.json: creates a group (201), a smart one with a query; `?uuid=` changes one (200) (TextIt 6.6). */
export const saveGroup = writeEndpoint({
  summary: 'Create or change a group',
  answers: saved(groupShown),
  params: { uuid: byUuid('the group to change') },
  body,
  forms: [
    { name: 'create', required: ['name'], without: 'uuid' },
    { name: 'rename', required: ['name'], with: 'uuid' },
    { name: 'change', required: ['query'], with: 'uuid' },
  ],
  first: refuseWhenFull,
  parse: (request): Promise<GroupDraft | GroupEdit | FieldErrors> =>
    request.query.uuid === undefined ? parseNew(request) : parseEdit(request),
  handle: (command, context) => ('group' in command ? editGroup(command, context) : create(command, context)),
  audit: unaudited,
  async made(seed, { runtime, caller, assets, now }) {
    const group = assets.groups.get(seed as GroupId);
    if (group === undefined) return null;
    await finishGroup(runtime, caller.workspace, group, { by: caller.id, now });
    return { status: 201, kept: group.uuid };
  },
  async replay(uuid: GroupId, { runtime, caller, assets }) {
    const group = assets.groups.get(uuid);
    if (!group) return null;
    const { groups: counts } = await readCounts(runtime.data, caller.workspace);
    return { body: groupShown.show(group, { counts }) };
  },
});

/** Throws 409 for a new group above the limit, before the body is read (TextIt). */
function refuseWhenFull({ query, assets: { groups, settings } }: Pick<SaveRequest, 'query' | 'assets'>): void {
  const own = [...groups.values()].filter(({ system }) => !system);
  if (query.uuid === undefined && own.length >= (settings.limits?.groups ?? MAX_GROUPS)) throw limitReached();
}

async function parseNew(request: SaveRequest): Promise<GroupDraft | FieldErrors> {
  const { given, errors } = request;
  const { name } = given;
  checkName(name, errors, { required: true });
  if (name === undefined || !errors.none(given)) return errors;
  return { name, definition: await definitionOf(given, request) };
}

async function parseEdit(request: SaveRequest): Promise<GroupEdit | FieldErrors> {
  const { query, assets, given, errors } = request;
  const group = assets.groups.get(requireUuid<GroupId>(query, 'uuid'));
  if (!group) throw notFound('ContactGroup');
  checkName(given.name, errors, { required: typeof given.query !== 'string' });
  if (!errors.none(given)) return errors;
  return { group, name: given.name, definition: await definitionOf(given, request) };
}

function checkName(name: string | undefined, errors: FieldErrors, { required }: { required: boolean }): void {
  if (name === undefined && required) errors.add('name', { code: 'required' });
  if (name !== undefined) errors.add('name', groupNameError(name));
}

const definitionOf = async ({ query }: Fields<typeof body>, request: SaveRequest): Promise<GroupDefinition | null> =>
  typeof query === 'string' ? requireDefinition(request, query) : null;

async function create(draft: GroupDraft, context: RequestContext): Promise<Written<GroupId>> {
  const { runtime, caller, assets, now, seed } = context;
  if (draft.definition !== null) await requireRoomForJob(context);
  const own = seed === null ? draft : { ...draft, uuid: seed as GroupId };
  const result = await createGroup(runtime, caller.workspace, own, { assets, by: caller.id, now });
  if (result.ok) return keeping(created(groupShown.show(result.item, { counts: {} })), result.item.uuid);
  throw result.reason === 'limit' ? limitReached() : refuseField('name', { code: 'not_unique' });
}
