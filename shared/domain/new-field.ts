import type { FieldKey } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Assets, Field, FieldType } from './workspace.ts';
import { generateFieldKey } from './workspace-names.ts';

/** A field whose key is made from its name; while a renamed field has that key, the next free number is appended. */
export function newField(name: string, type: FieldType, taken: Assets['fields'], now: Instant): Field {
  const base = generateFieldKey(name);
  let key = base;
  for (let count = 2; taken.has(key as FieldKey); count++) key = `${base}_${count}`;
  return fieldWith({ key: key as FieldKey, name, type }, now);
}

/** A new field that has what was given, and for the rest what new fields have. */
export const fieldWith = (given: Pick<Field, 'key' | 'name' | 'type'>, now: Instant): Field => ({
  ...given,
  ...{ featured: false, priority: 0, agentAccess: 'view', createdOn: now },
});
