import type { FieldKey } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Assets, Field, FieldType } from './workspace.ts';
import { generateFieldKey, nameKey } from './workspace-names.ts';

/**
 * A field whose key is made from its name. While a renamed or archived field has that key, the next free number is
 * appended.
 */
export function newField(
  name: string,
  type: FieldType,
  { fields, archivedFields }: Pick<Assets, 'fields' | 'archivedFields'>,
  now: Instant,
): Field {
  const isTaken = (key: string) => fields.has(key as FieldKey) || archivedFields?.has(key as FieldKey) === true;
  const base = generateFieldKey(name);
  let key = base;
  for (let count = 2; isTaken(key); count++) key = `${base}_${count}`;
  return fieldWith({ key: key as FieldKey, name, type }, now);
}

/** A new field that has what was given, and for the rest what new fields have. */
export const fieldWith = (given: Pick<Field, 'key' | 'name' | 'type'>, now: Instant): Field => ({
  ...given,
  featured: false,
  priority: 0,
  agentAccess: 'view',
  createdOn: now,
});

/** How many fields count against the workspace's limit: archived ones keep their place. */
export const countOfFields = ({ fields, archivedFields }: Pick<Assets, 'fields' | 'archivedFields'>): number =>
  fields.size + (archivedFields?.size ?? 0);

/** The archived field that has this name, in any case. */
export const archivedNamed = (name: string, { archivedFields }: Pick<Assets, 'archivedFields'>): Field | undefined =>
  [...(archivedFields?.values() ?? [])].find((field) => nameKey(field.name) === nameKey(name));
