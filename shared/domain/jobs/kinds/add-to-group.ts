import type { GroupId } from '../../ids.ts';
import { skipped } from '../../selection/verdict.ts';
import { groupBody } from './group-body.ts';
import type { DeclaredKind } from './kind.ts';

/** Makes active contacts members of a static group. */
interface AddToGroup {
  readonly type: 'add_to_group';
  readonly group: GroupId;
}

export const addToGroup: DeclaredKind<AddToGroup> = {
  type: 'add_to_group',
  body: groupBody((group) => ({ type: 'add_to_group', group })),
  operation: {
    type: 'modify',
    modifiers({ status }, { work: { group } }, { assets }) {
      if (!assets.groups.has(group)) return skipped('group_missing');
      // An inactive contact is in no group (TextIt 2.1).
      if (status !== 'active') return skipped('not_active');
      return [{ type: 'groups', groups: [group], modification: 'add' }];
    },
  },
  does: () => 'add_to_group',
  target: ({ group }) => ({ group }),
  refuseUndo: null,
  steeredBy: 'writers',
};
