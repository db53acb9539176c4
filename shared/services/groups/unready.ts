import type { GroupId } from '../../domain/ids.ts';
import type { Assets, Group } from '../../domain/workspace.ts';
import { inspect, type Query } from '../../query/query.ts';

/** Why nothing may be started over the members of these groups, or null when all of them are known. */
export function unready(groups: readonly Group[]): string | null {
  const group = groups.find(({ status }) => status !== 'ready');
  if (group === undefined) return null;
  return group.status === 'invalid'
    ? `The query of the group ${group.name} is no longer valid. Edit it first.`
    : `The members of the group ${group.name} are still being found. Try again when it is ready.`;
}

/** The same of the groups that a query names. */
export const unreadyIn = (query: Query, { groups }: Assets): string | null =>
  unready(inspect(query).groups.flatMap(({ uuid }) => groups.get(uuid as GroupId) ?? []));
