import { createField, loadAssets, updateField } from '../../shared/data/workspace/index.ts';
import type { FieldKey } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { archivedNamed, fieldWith } from '../../shared/domain/new-field.ts';
import type { Assets, Field } from '../../shared/domain/workspace.ts';
import { fieldNameError, isFieldKey } from '../../shared/domain/workspace-names.ts';
import type { RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { limitReached, refuseField } from '../../shared/lambda/http/errors.ts';
import { submitRepairGroups } from '../../shared/services/groups/repair.ts';
import type { Needs } from './import-needs.ts';

/** What to do about fields, found by key: an existing one gets the file's type and keeps its name. */
export interface FieldPlan {
  readonly added: readonly Field[];
  readonly retyped: readonly Field[];
  /** The workspace's fields after the import. */
  readonly fields: Assets['fields'];
}

/** The plan for a file's fields; 400 for one that cannot be a field here. */
export function planFields(assets: Assets, now: Instant, needed: Needs['fields']): FieldPlan {
  const added: Field[] = [];
  const retyped: Field[] = [];
  for (const { key, name, type } of needed) {
    const known = assets.fields.get(key as FieldKey);
    if (known && known.type !== type) retyped.push({ ...known, type });
    if (known) continue;
    const archived = assets.archivedFields?.get(key as FieldKey) ?? archivedNamed(name, assets);
    if (archived) throw refuseField('fields', { code: 'field_archived', name: archived.name });
    if (!isFieldKey(key)) throw refuseField('fields', { code: 'no_such_field', key });
    const problem = fieldNameError(name);
    if (problem) throw refuseField('fields', problem);
    added.push(fieldWith({ key, name, type }, now));
  }
  const changed = [...retyped, ...added].map((field) => [field.key, field] as const);
  return { added, retyped, fields: new Map([...assets.fields, ...changed]) };
}

/** Stores the fields, and repairs smart groups over fields with a new type. */
export async function storeFields({ added, retyped }: FieldPlan, context: RequestContext): Promise<void> {
  const { runtime, caller, assets, now } = context;
  for (const field of added) {
    const result = await createField(runtime.data, caller.workspace, field, assets.settings.limits?.fields);
    if (!result.ok)
      throw result.reason === 'limit'
        ? limitReached()
        : refuseField('fields', { code: 'name_in_use', name: field.name });
  }
  for (const { key, type } of retyped) {
    const result = await updateField(runtime.data, caller.workspace, key, { type }, now);
    if (!result.ok) throw refuseField('fields', { code: 'no_such_object', reference: key });
  }
  if (retyped.length === 0) return;
  const repair = { assets: await loadAssets(runtime.data, caller.workspace), by: caller.id, now };
  await submitRepairGroups(runtime, caller.workspace, repair);
}
