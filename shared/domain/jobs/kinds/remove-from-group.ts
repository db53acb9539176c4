import type { GroupId } from '../../ids.ts';
import { UNCHANGED } from '../../selection/verdict.ts';
import { groupBody } from './group-body.ts';
import type { DeclaredKind } from './kind.ts';

/** Takes contacts out of a static group. */
interface RemoveFromGroup {
  readonly type: 'remove_from_group';
  readonly group: GroupId;
}

export const removeFromGroup: DeclaredKind<RemoveFromGroup> = {
  type: 'remove_from_group',
  body: groupBody((group) => ({ type: 'remove_from_group', group })),
  operation: {
    type: 'modify',
    modifiers: ({ groups }, { work: { group } }) =>
      groups.includes(group) ? [{ type: 'groups', groups: [group], modification: 'remove' }] : UNCHANGED,
  },
  does: () => 'remove_from_group',
  target: ({ group }) => ({ group }),
  refuseUndo: null,
  steeredBy: 'writers',
};
