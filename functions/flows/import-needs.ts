import * as z from 'zod/mini';
import type { GroupId } from '../../shared/domain/ids.ts';
import { FIELD_TYPES } from '../../shared/domain/workspace.ts';
import { refuseField } from '../../shared/lambda/http/errors.ts';

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

/** Parts of an export file that do not exist here; empty if it has none. */
export interface LeftOut {
  readonly left_out?: { readonly campaigns: number; readonly triggers: number };
}

export function leftOutOf(document: object): LeftOut {
  const campaigns = lengthOf(document, 'campaigns');
  const triggers = lengthOf(document, 'triggers');
  return 'flows' in document && campaigns + triggers > 0 ? { left_out: { campaigns, triggers } } : {};
}

function lengthOf(document: object, key: string): number {
  const list: unknown = Reflect.get(document, key);
  return Array.isArray(list) ? list.length : 0;
}
