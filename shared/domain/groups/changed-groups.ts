import type { Assets, Group } from '../workspace.ts';

/** Whether a group may have other members now than before: it was deleted, is new, or has another query. */
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
