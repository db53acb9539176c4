import * as z from 'zod/mini';
import { createField, loadAssets, updateField } from '../../shared/data/workspace/index.ts';
import type { FieldKey } from '../../shared/domain/ids.ts';
import { type Assets, FIELD_TYPES, type Field } from '../../shared/domain/workspace.ts';
import { fieldNameError, isFieldKey } from '../../shared/domain/workspace-names.ts';
import { limitReached, refuseField } from '../../shared/lambda/errors.ts';
import type { LegacyRequest as Request } from '../../shared/lambda/legacy.ts';
import { tendGroups } from '../../shared/services/groups/keep.ts';

const needsSchema = z.object({
  fields: z._default(z.array(z.object({ key: z.string(), name: z.string(), type: z.enum(FIELD_TYPES) })), []),
  groups: z._default(
    z.array(z.object({ uuid: z.uuid(), name: z.string(), query: z.optional(z.nullable(z.string())) })),
    [],
  ),
});

/** The fields and groups that the flows of an export file speak of (TextIt 8.8). */
export type Needs = z.output<typeof needsSchema>;

/** Reads them off an export file; a bare definition lists none. */
export function needsOf(document: object): Needs {
  if (!('flows' in document)) return { fields: [], groups: [] };
  const parsed = z.safeParse(needsSchema, document);
  if (parsed.success) return parsed.data;
  const [place = 'fields'] = parsed.error.issues[0]?.path ?? [];
  throw refuseField(String(place), 'Not a list as it stands in an export file.');
}

/** What is to be done about fields: they go by key; one that there is gets the file's type and keeps its name. */
export interface FieldPlan {
  readonly added: readonly Field[];
  readonly retyped: readonly Field[];
  /** The workspace's fields as they will be. */
  readonly fields: Assets['fields'];
}

export function planFields({ assets, now }: Pick<Request, 'assets' | 'now'>, wanted: Needs['fields']): FieldPlan {
  const added: Field[] = [];
  const retyped: Field[] = [];
  for (const { key: text, name, type } of wanted) {
    const key = text as FieldKey;
    const known = assets.fields.get(key);
    if (known && known.type !== type) retyped.push({ ...known, type });
    if (known) continue;
    const problem = isFieldKey(text) ? fieldNameError(name) : `Invalid contact field key: ${text}`;
    if (problem) throw refuseField('fields', problem);
    added.push({ key, name, type, featured: false, priority: 0, agentAccess: 'view', createdOn: now });
  }
  const changed = [...retyped, ...added].map((field) => [field.key, field] as const);
  return { added, retyped, fields: new Map([...assets.fields, ...changed]) };
}

/** Stores the fields; smart groups that rest on one of another type are looked after, as when it is edited. */
export async function storeFields({ runtime, caller, assets }: Request, { added, retyped }: FieldPlan): Promise<void> {
  for (const field of added) {
    const result = await createField(runtime.data, caller.workspace, field, assets.settings.limits?.fields);
    if (!result.ok)
      throw result.reason === 'limit' ? limitReached() : refuseField('fields', `${field.name} is in use.`);
  }
  for (const { key, type } of retyped) await updateField(runtime.data, caller.workspace, key, { type });
  if (retyped.length === 0) return;
  await tendGroups(runtime, caller.workspace, await loadAssets(runtime.data, caller.workspace), caller.id);
}
