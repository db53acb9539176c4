import { dependencies } from '../../query/query.ts';
import type { Instant } from '../instant.ts';
import type { Assets, Group } from '../workspace.ts';
import { readStored } from './stored-query.ts';

/** Keys of the fields in a group's query; empty for a static group, and for an unreadable query. */
export function fieldsUsed({ query: text }: Group, assets: Assets, now: Instant): readonly string[] {
  const query = text === null ? null : readStored(text, assets, now);
  return query === null ? [] : [...dependencies(query).fields];
}

/** How many smart groups use a field, by its key, without groups with unreadable queries. */
export function usesByField(assets: Assets, now: Instant): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const group of assets.groups.values())
    for (const key of fieldsUsed(group, assets, now)) uses.set(key, (uses.get(key) ?? 0) + 1);
  return uses;
}
