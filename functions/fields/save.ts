import * as z from 'zod/mini';
import { createField, loadAssets, updateField } from '../../shared/data/workspace/index.ts';
import type { FieldKey } from '../../shared/domain/ids.ts';
import { choice, text } from '../../shared/domain/schema.ts';
import { FIELD_TYPES, type FieldType } from '../../shared/domain/workspace.ts';
import { fieldNameError, generateFieldKey } from '../../shared/domain/workspace-names.ts';
import { type Answer, created, type Fields, ok, type Shape } from '../../shared/lambda/endpoint.ts';
import { limitReached, notFound, refuseBody, refuseField } from '../../shared/lambda/errors.ts';
import type { FieldErrors } from '../../shared/lambda/field-errors.ts';
import { legacyEndpoint as endpoint, type LegacyRequest as Request } from '../../shared/lambda/legacy.ts';
import { tendGroups } from '../../shared/services/groups/keep.ts';
import { showField } from './present.ts';
import { fieldUses } from './uses.ts';

const body = {
  name: z.optional(text()),
  type: z.optional(choice(FIELD_TYPES)),
  /** Deprecated names of the same two. */
  label: z.optional(text()),
  value_type: z.optional(choice(['text', 'numeric', 'datetime', 'state', 'district', 'ward'])),
};

type Body = Partial<Fields<typeof body>>;

/** POST fields.json: creates (201), or updates the field of `?key=` (200); a key never changes (TextIt 6.7). */
export const saveField = endpoint({
  summary: 'Create or update a contact field',
  params: { key: 'the field to update' },
  body,
  check: checkBody,
  async handle(request) {
    const wanted = wantedOf(request.body);
    return request.query.key === undefined ? create(request, wanted) : update(request, wanted);
  },
});

type SaveRequest = Request<'key', typeof body>;

interface Wanted {
  readonly name: string;
  readonly type: FieldType;
  /** The name under which the client gave the field's name: where its errors are reported. */
  readonly said: 'name' | 'label';
}

function checkBody(given: Body, errors: FieldErrors, { query, assets }: Request<'key', Shape>): void {
  if (query.key !== undefined && !assets.fields.has(query.key as FieldKey)) throw notFound();
  for (const said of ['name', 'label'] as const) {
    const problem = given[said] === undefined ? null : fieldNameError(given[said]);
    if (problem) errors.add(said, problem);
  }
  if (errors.body) return;
  if (given.name === undefined && given.label === undefined) throw refuseBody("Field 'name' is required.");
  if (given.type === undefined && given.value_type === undefined) throw refuseBody("Field 'type' is required.");
}

function wantedOf({ name, label, type, value_type }: Body): Wanted {
  return {
    name: name ?? label ?? '',
    type: type ?? (value_type === 'numeric' ? 'number' : (value_type ?? 'text')),
    said: name === undefined ? 'label' : 'name',
  };
}

async function create(request: SaveRequest, { name, type, said }: Wanted): Promise<Answer> {
  const { runtime, caller, assets, now } = request;
  const field = {
    key: freeKey(name, assets.fields),
    name,
    type,
    featured: false,
    priority: 0,
    agentAccess: 'view',
    createdOn: now,
  } as const;
  const result = await createField(runtime.data, caller.workspace, field, assets.settings.limits?.fields);
  if (result.ok) return created(showField(result.field, (await fieldUses(request))(field.key)));
  throw result.reason === 'limit' ? limitReached() : refuseField(said, 'This field must be unique.');
}

/** The key made from the name; a field that was renamed may still hold it, then the next free number is appended. */
function freeKey(name: string, taken: ReadonlyMap<FieldKey, unknown>): FieldKey {
  const base = generateFieldKey(name);
  let key = base;
  for (let count = 2; taken.has(key as FieldKey); count++) key = `${base}_${count}`;
  return key as FieldKey;
}

async function update(request: SaveRequest, { name, type, said }: Wanted): Promise<Answer> {
  const { runtime, caller, query } = request;
  const result = await updateField(runtime.data, caller.workspace, query.key as FieldKey, { name, type });
  if (!result.ok) throw result.reason === 'missing' ? notFound() : refuseField(said, 'This field must be unique.');
  // Another type may make the query of a smart group mean something else, or nothing.
  const assets = await loadAssets(runtime.data, caller.workspace);
  await tendGroups(runtime, caller.workspace, assets, caller.id);
  return ok(showField(result.field, (await fieldUses({ ...request, assets }))(result.field.key)));
}
