import { inspect, type Query } from '../../query/query.ts';
import type { GroupId } from '../ids.ts';
import type { Refusal } from '../refusals/refusal.ts';
import type { Assets, Group } from '../workspace.ts';

/** Why nothing can be started over the members of these groups; null when the members of all are known. */
export function unreadyGroupProblem(groups: readonly Group[]): Refusal | null {
  const group = groups.find(({ status }) => status !== 'ready');
  if (group === undefined) return null;
  return { code: group.status === 'invalid' ? 'group_invalid' : 'group_being_found', group: group.name };
}

/** The same for the groups that a query names. */
export const unreadyQueryProblem = (query: Query, { groups }: Assets): Refusal | null =>
  unreadyGroupProblem(inspect(query).groups.flatMap(({ uuid }) => groups.get(uuid as GroupId) ?? []));
