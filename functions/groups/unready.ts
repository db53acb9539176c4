import type { Group } from '../../shared/domain/workspace.ts';

/** Why nothing may be done to the members of these groups yet, or null when all of them are known. */
export function unready(groups: readonly Group[]): string | null {
  const group = groups.find(({ status }) => status !== 'ready');
  if (group === undefined) return null;
  return group.status === 'invalid'
    ? `The query of the group ${group.name} is no longer valid. Edit it first.`
    : `The members of the group ${group.name} are still being found. Try again when it is ready.`;
}
