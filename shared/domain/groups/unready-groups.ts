import { inspect, type Query } from '../../query/query.ts';
import type { GroupId } from '../ids.ts';
import type { Assets, Group } from '../workspace.ts';

/** Why nothing can start over these groups' members, in the API's words; null when all members are known. */
export function unreadyGroupProblem(groups: readonly Group[]): string | null {
  const group = groups.find(({ status }) => status !== 'ready');
  if (group === undefined) return null;
  return group.status === 'invalid'
    ? `The query of the group ${group.name} is no longer valid. Edit it first.`
    : `The members of the group ${group.name} are still being found. Try again when it is ready.`;
}

/** The same for the groups that a query names. */
export const unreadyQueryProblem = (query: Query, { groups }: Assets): string | null =>
  unreadyGroupProblem(inspect(query).groups.flatMap(({ uuid }) => groups.get(uuid as GroupId) ?? []));
