import * as z from 'zod/mini';
import { createField, loadAssets, updateField } from '../../shared/data/workspace/index.ts';
import type { FieldKey } from '../../shared/domain/ids.ts';
import { newField } from '../../shared/domain/new-field.ts';
import { choice, text } from '../../shared/domain/schema.ts';
import { FIELD_NAME } from '../../shared/domain/text-forms.ts';
import { FIELD_TYPES, type Field, type FieldType } from '../../shared/domain/workspace.ts';
import { fieldNameError, MAX_FIELDS } from '../../shared/domain/workspace-names.ts';
import { unaudited } from '../../shared/lambda/audited.ts';
import {
  created,
  type Fields,
  keeping,
  ok,
  type RequestContext,
  type Written,
  writeEndpoint,
} from '../../shared/lambda/endpoint.ts';
import { limitReached, notFound, refuseBody, refuseField } from '../../shared/lambda/errors.ts';
import { submitRepairGroups } from '../../shared/services/groups/repair.ts';
import { fieldUses } from './field-uses.ts';
import { showField } from './present.ts';

const body = {
  name: z.optional(text({ max: 36, form: FIELD_NAME })),
  type: z.optional(choice(FIELD_TYPES)),
  /** Deprecated names of the same two. */
  label: z.optional(text({ max: 36, form: FIELD_NAME })),
  value_type: z.optional(choice(['text', 'numeric', 'datetime', 'state', 'district', 'ward'])),
};

interface SaveField {
  /** The field to update; null: a new one. */
  readonly known: Field | null;
  readonly name: string;
  readonly type: FieldType;
  /** The key under which the client sent the name, and gets its errors. */
  readonly nameKey: 'name' | 'label';
}

/** POST fields.json: creates (201), or updates that of `?key=` (200); a key never changes (TextIt 6.7). */
export const saveField = writeEndpoint({
  summary: 'Create or update a contact field',
  params: { key: 'the field to update' },
  body,
  forms: [
    { name: 'save', fields: ['name', 'type'], required: ['name', 'type'] },
    { name: 'save_by_label', fields: ['label', 'value_type'], required: ['label', 'value_type'] },
  ],
  first({ query, assets: { fields, settings } }) {
    // Before the body is read, as in TextIt.
    if (query.key === undefined && fields.size >= (settings.limits?.fields ?? MAX_FIELDS)) throw limitReached();
  },
  parse({ query, assets, given, errors }) {
    const known = query.key === undefined ? null : assets.fields.get(query.key as FieldKey);
    if (known === undefined) throw notFound();
    for (const nameKey of ['name', 'label'] as const)
      if (given[nameKey] !== undefined) errors.add(nameKey, fieldNameError(given[nameKey]));
    return errors.none(given) ? { known, ...wantedOf(given) } : errors;
  },
  handle: (command, context) =>
    command.known === null ? create(command, context) : update(command, command.known, context),
  audit: unaudited,
  async made(seed, { assets }) {
    const field = [...assets.fields.values()].find(({ request }) => request === seed);
    return field ? { status: 201, kept: field.key } : null;
  },
  async replay(key: FieldKey, context) {
    const field = context.assets.fields.get(key);
    return field ? { body: showField(field, (await fieldUses(context))(key)) } : null;
  },
});

function wantedOf({ name, label, type, value_type }: Fields<typeof body>): Omit<SaveField, 'known'> {
  const nameGiven = name ?? label;
  if (nameGiven === undefined) throw refuseBody({ code: 'field_required', field: 'name' });
  const typeGiven = type ?? (value_type === 'numeric' ? 'number' : value_type);
  if (typeGiven === undefined) throw refuseBody({ code: 'field_required', field: 'type' });
  return { name: nameGiven, type: typeGiven, nameKey: name === undefined ? 'label' : 'name' };
}

async function create({ name, type, nameKey }: SaveField, context: RequestContext): Promise<Written<FieldKey>> {
  const { runtime, caller, assets, now, seed } = context;
  const field = { ...newField(name, type, assets.fields, now), ...(seed !== null && { request: seed }) };
  const result = await createField(runtime.data, caller.workspace, field, assets.settings.limits?.fields);
  const { key } = field;
  if (result.ok) return keeping(created(showField(result.item, (await fieldUses(context))(key))), key);
  throw result.reason === 'limit' ? limitReached() : refuseField(nameKey, { code: 'not_unique' });
}

async function update(
  { name, type, nameKey }: SaveField,
  { key }: Field,
  context: RequestContext,
): Promise<Written<FieldKey>> {
  const { runtime, caller, now } = context;
  const result = await updateField(runtime.data, caller.workspace, key, { name, type }, now);
  if (!result.ok) throw result.reason === 'missing' ? notFound() : refuseField(nameKey, { code: 'not_unique' });
  // Another type may change or break the query of a smart group, so this needs the new assets.
  const assets = await loadAssets(runtime.data, caller.workspace);
  await submitRepairGroups(runtime, caller.workspace, { assets, by: caller.id, now });
  return keeping(ok(showField(result.item, (await fieldUses({ ...context, assets }))(key))), key);
}
