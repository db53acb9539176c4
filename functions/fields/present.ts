import * as z from 'zod/mini';
import { listMappings } from '../../shared/data/imports/index.ts';
import { listFlows, listSearches, readFlowFields } from '../../shared/data/workspace/index.ts';
import { type FieldUses, usesOf } from '../../shared/domain/uses/field-uses.ts';
import { usesByField } from '../../shared/domain/uses/group-uses.ts';
import { FIELD_TYPES, type Field } from '../../shared/domain/workspace.ts';
import type { RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { optional, presenter } from '../../shared/lambda/http/presenter.ts';

/** How many flows mention a field, and how many smart groups' queries use it. */
interface UseCounts {
  readonly flows: number;
  readonly groups: number;
}

interface About {
  readonly counts: UseCounts;
  readonly uses?: FieldUses | undefined;
}

const named = z.array(z.object({ uuid: z.string(), name: z.string() }));

/** A field as TextIt's API shows it (6.7), with deprecated names. There are no campaigns here, so none uses a field. */
export const fieldShown = presenter<Field, About>('Field')({
  key: z.string(),
  name: z.string(),
  type: z.enum(FIELD_TYPES),
  featured: z.boolean(),
  priority: z.int(),
  usages: [
    z.object({ flows: z.int(), groups: z.int(), campaign_events: z.int() }),
    (_, { counts }) => ({ ...counts, campaign_events: 0 }),
  ],
  agent_access: z.enum(['none', 'view', 'edit']),
  label: [z.string(), ({ name }) => name],
  value_type: [z.string(), ({ type }) => (type === 'number' ? 'numeric' : type)],
  /** Beyond TextIt's API: only where it is archived. */
  archived: [optional(z.boolean()), ({ archived }) => archived || undefined],
  /** Beyond TextIt's API: what names the field, where that is asked for. Flows are those that are not archived. */
  uses: [
    optional(
      z.object({
        groups: named,
        flows: named,
        policies: named,
        searches: z.array(z.string()),
        mappings: z.array(z.string()),
      }),
    ),
    (_, { uses }) => uses,
  ],
});

/** The uses of every field by its key. One query for the flows, whose fields are stored apart from definitions. */
export async function fieldUses({ runtime, caller, assets, now }: RequestContext): Promise<(key: string) => UseCounts> {
  const groups = usesByField(assets, now);
  const flows = new Map<string, number>();
  for (const { fields } of await readFlowFields(runtime.data, caller.workspace))
    for (const key of fields) flows.set(key, (flows.get(key) ?? 0) + 1);
  return (key) => ({ flows: flows.get(key) ?? 0, groups: groups.get(key) ?? 0 });
}

/** Whatever names a field, by name: four queries of the workspace's own items. */
export async function readFieldUses(
  field: Field,
  { runtime, caller, assets, now }: RequestContext,
): Promise<FieldUses> {
  const [fields, heads, searches, mappings] = await Promise.all([
    readFlowFields(runtime.data, caller.workspace),
    listFlows(runtime.data, caller.workspace),
    listSearches(runtime.data, caller.workspace),
    listMappings(runtime.data, caller.workspace),
  ]);
  const keys = new Map(fields.map((one) => [one.flow, one.fields]));
  const flows = heads.map(({ uuid, name, archived }) => ({ uuid, name, archived, fields: keys.get(uuid) ?? [] }));
  return usesOf(field, { flows, searches, mappings }, assets, now);
}
