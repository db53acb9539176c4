import type { Assets, Group } from '../workspace.ts';

/** Whether there is a group whose members, by what a workspace is now, may be others than by what it was before: deleted, new, or by another query. */
export function haveGroupsChanged({ groups: before }: Assets, { groups: now }: Assets): boolean {
  if (before === now) return false;
  const gone = [...before.keys()].some((uuid) => !now.has(uuid));
  return gone || [...now.values()].some((group) => hasMoved(before.get(group.uuid), group));
}

function hasMoved(before: Group | undefined, now: Group): boolean {
  if (now.query === null) return false;
  return (
    before?.query !== now.query ||
    before.readAs !== now.readAs ||
    (now.status === 'invalid' && before.status !== 'invalid')
  );
}
