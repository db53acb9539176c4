import * as z from 'zod/mini';
import type { ReadFlow } from '../../shared/domain/flows/definition.ts';
import type { GroupId } from '../../shared/domain/ids.ts';
import { type Assets, FIELD_TYPES } from '../../shared/domain/workspace.ts';
import { fieldNameError, isFieldKey, nameKey, titleOf } from '../../shared/domain/workspace-names.ts';
import { refuseField } from '../../shared/lambda/errors.ts';
import { fieldsMentioned } from './mentions.ts';

const groupId = z.pipe(
  z.uuid(),
  z.transform((text): GroupId => text.toLowerCase() as GroupId),
);

const needsSchema = z.object({
  fields: z._default(z.array(z.object({ key: z.string(), name: z.string(), type: z.enum(FIELD_TYPES) })), []),
  groups: z._default(
    z.array(z.object({ uuid: groupId, name: z.string(), query: z.optional(z.nullable(z.string())) })),
    [],
  ),
});

/** The fields and groups that the flows of an export file need (TextIt 8.8). */
export type Needs = z.output<typeof needsSchema>;

/** The fields and groups that an export file lists; none for a bare definition. 400 for a malformed list. */
export function needsOf(document: object): Needs {
  if (!('flows' in document)) return { fields: [], groups: [] };
  const parsed = z.safeParse(needsSchema, document);
  if (parsed.success) return parsed.data;
  const [place = 'fields'] = parsed.error.issues[0]?.path ?? [];
  throw refuseField(String(place), { code: 'not_an_export' });
}

/** Adds what flows of before version 13 name: their files listed no fields and groups. */
export function withLegacyNeeds(needs: Needs, flows: readonly ReadFlow[], assets: Assets): Needs {
  const legacy = flows.filter((flow) => flow.needs !== null);
  const groups = legacy.flatMap((flow) => flow.needs?.groups ?? []);
  return {
    fields: [...needs.fields, ...legacyFields(needs, legacy, assets)],
    groups: [...needs.groups, ...groups.map(({ uuid, name }) => ({ uuid: uuid.toLowerCase() as GroupId, name }))],
  };
}

/** Fields that are missing: old definitions do not say their types. */
function legacyFields({ fields }: Needs, legacy: readonly ReadFlow[], assets: Assets): Needs['fields'] {
  const keys = new Set<string>([...assets.fields.keys(), ...fields.map(({ key }) => key)]);
  const names = new Set([...assets.fields.values(), ...fields].map(({ name }) => nameKey(name)));
  const mentioned = legacy.flatMap(({ definition }) => fieldsMentioned(definition).filter(isFieldKey));
  const named = [
    ...legacy.flatMap((flow) => flow.needs?.fields ?? []),
    ...mentioned.map((key) => ({ key, name: titleOf(key) })),
  ];
  return named.flatMap(({ key, name: label }) => {
    if (keys.has(key)) return [];
    const name = fieldNameError(label) === null && !names.has(nameKey(label)) ? label : titleOf(key);
    keys.add(key);
    names.add(nameKey(name));
    return [{ key, name, type: 'text' as const }];
  });
}

/** Parts of an export file that do not exist here; empty if it has none. */
export interface LeftOut {
  readonly left_out?: { readonly campaigns: number; readonly triggers: number };
}

export function leftOutOf(document: object): LeftOut {
  const [campaigns, triggers] = [lengthOf(document, 'campaigns'), lengthOf(document, 'triggers')];
  return 'flows' in document && campaigns + triggers > 0 ? { left_out: { campaigns, triggers } } : {};
}

function lengthOf(document: object, key: string): number {
  const list: unknown = Reflect.get(document, key);
  return Array.isArray(list) ? list.length : 0;
}
