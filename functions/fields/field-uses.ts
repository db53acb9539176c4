import { readFlowFields } from '../../shared/data/workspace/index.ts';
import { usesByField } from '../../shared/domain/groups/fields-used.ts';
import type { RequestContext } from '../../shared/lambda/endpoint.ts';

/** How many flows mention a field, and how many smart groups' queries use it. */
export interface Uses {
  readonly flows: number;
  readonly groups: number;
}

/** The uses of every field by its key. One query for the flows, whose fields are stored apart from definitions. */
export async function fieldUses({ runtime, caller, assets, now }: RequestContext): Promise<(key: string) => Uses> {
  const groups = usesByField(assets, now);
  const flows = new Map<string, number>();
  for (const keys of await readFlowFields(runtime.data, caller.workspace))
    for (const key of keys) flows.set(key, (flows.get(key) ?? 0) + 1);
  return (key) => ({ flows: flows.get(key) ?? 0, groups: groups.get(key) ?? 0 });
}
