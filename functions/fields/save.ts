import * as z from 'zod/mini';
import { openJobsOf } from '../../shared/data/jobs/index.ts';
import { createField, loadAssets, updateField } from '../../shared/data/workspace/index.ts';
import type { FieldKey } from '../../shared/domain/ids.ts';
import { archivedNamed, countOfFields, newField } from '../../shared/domain/new-field.ts';
import { choice, flag, text } from '../../shared/domain/schema.ts';
import { someNames } from '../../shared/domain/text/some-names.ts';
import { FIELD_NAME } from '../../shared/domain/text-forms.ts';
import { needing } from '../../shared/domain/uses/field-uses.ts';
import { FIELD_TYPES, type Field, type FieldType } from '../../shared/domain/workspace.ts';
import { fieldNameError, MAX_FIELDS } from '../../shared/domain/workspace-names.ts';
import { unaudited } from '../../shared/lambda/callers/audited.ts';
import { saved } from '../../shared/lambda/http/answers.ts';
import {
  created,
  type Fields,
  keeping,
  ok,
  type RequestContext,
  type Written,
  writeEndpoint,
} from '../../shared/lambda/http/endpoint.ts';
import { limitReached, notFound, refuseBody, refuseField } from '../../shared/lambda/http/errors.ts';
import { submitRepairGroups } from '../../shared/services/groups/repair.ts';
import { fieldShown, fieldUses, readFieldUses } from './present.ts';

const body = {
  name: z.optional(text({ max: 36, form: FIELD_NAME })),
  type: z.optional(choice(FIELD_TYPES)),
  /** Deprecated names of the same two. */
  label: z.optional(text({ max: 36, form: FIELD_NAME })),
  value_type: z.optional(choice(['text', 'numeric', 'datetime', 'state', 'district', 'ward'])),
  /** Beyond TextIt's API. */
  featured: z.optional(flag()),
  archived: z.optional(flag()),
};

interface SaveField {
  /** The field to update; null: a new one. */
  readonly known: Field | null;
  readonly patch: Partial<Pick<Field, 'name' | 'type' | 'featured' | 'archived'>>;
  /** The key under which the client sent the name, and gets its errors. */
  readonly nameKey: 'name' | 'label';
}

/**
 * POST fields.json: creates (201), or updates that of `?key=` (200); a key never changes (TextIt 6.7). `archived` puts
 * a field away that nothing needs, and brings it back (ADR 107).
 */
export const saveField = writeEndpoint({
  summary: 'Create or update a contact field',
  answers: saved(fieldShown),
  params: { key: 'the field to update' },
  body,
  forms: [
    { name: 'save', fields: ['name', 'type', 'featured'], required: ['name', 'type'] },
    { name: 'save_by_label', fields: ['label', 'value_type'], required: ['label', 'value_type'] },
    { name: 'feature', fields: ['name', 'type', 'featured'], required: ['featured'], with: 'key' },
    { name: 'archive', fields: ['name', 'type', 'featured', 'archived'], required: ['archived'], with: 'key' },
  ],
  first({ query, assets }) {
    // Before the body is read, as in TextIt.
    if (query.key === undefined && countOfFields(assets) >= (assets.settings.limits?.fields ?? MAX_FIELDS))
      throw limitReached();
  },
  parse({ query, assets, given, errors }) {
    const key = query.key as FieldKey | undefined;
    const known = key === undefined ? null : (assets.fields.get(key) ?? assets.archivedFields?.get(key));
    if (known === undefined) throw notFound('ContactField');
    for (const nameKey of ['name', 'label'] as const) {
      const name = given[nameKey];
      if (name === undefined) continue;
      errors.add(nameKey, fieldNameError(name));
      const archived = archivedNamed(name, assets);
      if (archived && archived.key !== key) errors.add(nameKey, { code: 'field_archived', name: archived.name });
    }
    if (known === null && given.archived) errors.add('archived', { code: 'unknown_field' });
    return errors.none(given) ? { known, ...wantedOf(given, known) } : errors;
  },
  handle: (command, context) =>
    command.known === null ? create(command, context) : update(command, command.known, context),
  audit: unaudited,
  async made(seed, { assets }) {
    const field = [...assets.fields.values()].find(({ request }) => request === seed);
    return field ? { status: 201, kept: field.key } : null;
  },
  async replay(key: FieldKey, context) {
    const { fields, archivedFields } = context.assets;
    const field = fields.get(key) ?? archivedFields?.get(key);
    return field ? { body: await show(field, context) } : null;
  },
});

/** As in TextIt a change needs name and type, unless it says something that TextIt's cannot. */
function wantedOf(given: Fields<typeof body>, known: Field | null): Omit<SaveField, 'known'> {
  const { label, value_type, featured, archived } = given;
  const name = given.name ?? label;
  const type = given.type ?? (value_type === 'numeric' ? 'number' : value_type);
  const isOwn = known !== null && (featured !== undefined || archived !== undefined);
  if (name === undefined && !isOwn) throw refuseBody({ code: 'field_required', field: 'name' });
  if (type === undefined && !isOwn) throw refuseBody({ code: 'field_required', field: 'type' });
  return {
    patch: {
      ...(name !== undefined && { name }),
      ...(type !== undefined && { type }),
      ...(featured !== undefined && { featured }),
      ...(archived !== undefined && { archived }),
    },
    nameKey: given.name === undefined ? 'label' : 'name',
  };
}

const show = async (field: Field, context: RequestContext) =>
  fieldShown.show(field, { counts: (await fieldUses(context))(field.key) });

async function create({ patch, nameKey }: SaveField, context: RequestContext): Promise<Written<FieldKey>> {
  const { runtime, caller, assets, now, seed } = context;
  const { name, type, featured = false } = patch as { name: string; type: FieldType; featured?: boolean };
  const made = newField(name, type, assets, now);
  const field: Field = { ...made, featured, ...(seed !== null && { request: seed }) };
  const result = await createField(runtime.data, caller.workspace, field, assets.settings.limits?.fields);
  const { key } = field;
  if (result.ok) return keeping(created(await show(result.item, context)), key);
  throw result.reason === 'limit' ? limitReached() : refuseField(nameKey, { code: 'not_unique' });
}

async function update(
  { patch, nameKey }: SaveField,
  known: Field,
  context: RequestContext,
): Promise<Written<FieldKey>> {
  const { runtime, caller, now } = context;
  if (patch.archived && !known.archived) await requireUnused(known, context);
  const result = await updateField(runtime.data, caller.workspace, known.key, patch, now);
  if (!result.ok)
    throw result.reason === 'missing' ? notFound('ContactField') : refuseField(nameKey, { code: 'not_unique' });
  // Another type may change or break the query of a smart group, so this needs the new assets.
  const assets = await loadAssets(runtime.data, caller.workspace);
  await submitRepairGroups(runtime, caller.workspace, { assets, by: caller.id, now });
  return keeping(ok(await show(result.item, { ...context, assets })), known.key);
}

/** Throws 400 while something needs the field, which it names, or while an import may be writing its values. */
async function requireUnused(field: Field, context: RequestContext): Promise<void> {
  const { runtime, caller } = context;
  const names = needing(await readFieldUses(field, context));
  if (names.length > 0) throw refuseField('archived', { code: 'field_in_use', names: someNames(names) });
  const imports = await openJobsOf(runtime.data, caller.workspace, 'import');
  if (imports.length > 0) throw refuseField('archived', { code: 'field_import_runs' });
}
