import * as z from 'zod/mini';
import { createField } from '../../shared/data/fields.ts';
import { createGroup } from '../../shared/data/groups.ts';
import type { FieldKey, GroupId } from '../../shared/domain/ids.ts';
import { FIELD_TYPES } from '../../shared/domain/workspace.ts';
import { fieldNameError, groupNameError, isFieldKey } from '../../shared/domain/workspace-names.ts';
import type { Request } from '../../shared/lambda/endpoint.ts';
import { limitReached, refuseField } from '../../shared/lambda/errors.ts';
import { findGroup } from '../../shared/lambda/references.ts';

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

/**
 * Creates what the workspace does not have: fields go by key, groups by uuid or else by name in any case. What there is
 * already is left as it is. A query based group is made as one that is not: nothing here depends on how it fills itself.
 */
export async function createNeeded(request: Request, { fields, groups }: Needs): Promise<void> {
  const { assets } = request;
  const newFields = fields.filter(({ key }) => !assets.fields.has(key as FieldKey));
  const newGroups = groups.filter(({ uuid, name }) => !(findGroup(uuid, assets) ?? findGroup(name, assets)));
  for (const field of newFields) {
    const problem = isFieldKey(field.key) ? fieldNameError(field.name) : `Invalid contact field key: ${field.key}`;
    if (problem) throw refuseField('fields', problem);
  }
  for (const { name } of newGroups) {
    const problem = groupNameError(name);
    if (problem) throw refuseField('groups', problem);
  }
  for (const field of newFields) await makeField(request, field);
  for (const group of newGroups) await makeGroup(request, group);
}

async function makeField({ runtime, caller, now }: Request, { key, name, type }: Needs['fields'][number]) {
  const definition = { featured: false, priority: 0, agentAccess: 'view', createdOn: now } as const;
  const field = { ...definition, key: key as FieldKey, name, type };
  const result = await createField(runtime.data, caller.workspace, field);
  if (!result.ok) throw result.reason === 'limit' ? limitReached() : refuseField('fields', `${name} is in use.`);
}

async function makeGroup({ runtime, caller, now }: Request, { uuid, name }: Needs['groups'][number]) {
  const definition = { query: null, status: 'ready', system: false, createdOn: now } as const;
  const group = { ...definition, uuid: uuid as string as GroupId, name };
  const result = await createGroup(runtime.data, caller.workspace, group);
  if (!result.ok) throw result.reason === 'limit' ? limitReached() : refuseField('groups', `${name} is in use.`);
}
