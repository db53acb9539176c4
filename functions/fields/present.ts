import type * as z from 'zod/mini';
import { listMappings } from '../../shared/data/imports/index.ts';
import { listFlows, listSearches, readFlowFields } from '../../shared/data/workspace/index.ts';
import { type FieldUses, usesOf } from '../../shared/domain/field-uses.ts';
import { usesByField } from '../../shared/domain/groups/fields-used.ts';
import type { Field } from '../../shared/domain/workspace.ts';
import type { RequestContext } from '../../shared/lambda/http/endpoint.ts';
import type { fieldSchema } from './answers.schema.ts';

/** How many flows mention a field, and how many smart groups' queries use it. */
interface UseCounts {
  readonly flows: number;
  readonly groups: number;
}

/** There are no campaigns here, so none uses a field. */
export const showField = (
  { key, name, type, featured, priority, agentAccess, archived }: Field,
  { flows, groups }: UseCounts,
): z.output<typeof fieldSchema> => ({
  key,
  name,
  type,
  featured,
  priority,
  usages: { flows, groups, campaign_events: 0 },
  agent_access: agentAccess,
  label: name,
  value_type: type === 'number' ? 'numeric' : type,
  ...(archived === true && { archived }),
});

export const showFieldUses = ({ groups, flows, policies, searches, mappings }: FieldUses) => ({
  groups: [...groups],
  flows: [...flows],
  policies: [...policies],
  searches: [...searches],
  mappings: [...mappings],
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
