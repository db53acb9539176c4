import { readFlowFields } from '../../shared/data/workspace/index.ts';
import { usesByField } from '../../shared/domain/groups/fields-used.ts';
import type { LegacyRequest as Request } from '../../shared/lambda/legacy.ts';

/** How many flows speak of a field, and how many smart groups' queries look at it. */
export interface Uses {
  readonly flows: number;
  readonly groups: number;
}

/** The uses of every field: one query for the flows, which keep the keys that they speak of apart from their definitions. */
export async function fieldUses({
  runtime,
  caller,
  assets,
  now,
}: Pick<Request, 'runtime' | 'caller' | 'assets' | 'now'>): Promise<(key: string) => Uses> {
  const groups = usesByField(assets, now);
  const flows = new Map<string, number>();
  for (const keys of await readFlowFields(runtime.data, caller.workspace))
    for (const key of keys) flows.set(key, (flows.get(key) ?? 0) + 1);
  return (key) => ({ flows: flows.get(key) ?? 0, groups: groups.get(key) ?? 0 });
}
