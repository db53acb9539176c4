import { dependencies } from '../../query/query.ts';
import type { Instant } from '../instant.ts';
import type { Assets, Group } from '../workspace.ts';
import { readStored } from './stored-query.ts';

/** Keys of the fields that a group's query looks at; none of a static group, or of a query that no longer reads. */
export function fieldsUsed({ query: text }: Group, assets: Assets, now: Instant): readonly string[] {
  const query = text === null ? null : readStored(text, assets, now);
  return query === null ? [] : [...dependencies(query).fields];
}

/** By field key, how many smart groups rest on it. Unreadable queries count nowhere. */
export function usesByField(assets: Assets, now: Instant): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const group of assets.groups.values())
    for (const key of fieldsUsed(group, assets, now)) uses.set(key, (uses.get(key) ?? 0) + 1);
  return uses;
}
