import type { GroupId } from '../../ids.ts';
import type { DeclaredKind } from './kind.ts';

/** Removes the members of a group that was deleted or became invalid. */
export interface ClearGroup {
  readonly type: 'clear_group';
  readonly group: GroupId;
  /** The group is one of several invalid ones, which the selection names. */
  readonly others?: true;
}

export const clearGroup: DeclaredKind<ClearGroup> = {
  type: 'clear_group',
  operation: {
    type: 'modify',
    /** An invalid group's query matches no contact, so evaluating the groups again removes its members. */
    modifiers(_, { work: { group, others } }, { assets }) {
      const deleted = !assets.groups.has(group);
      return [
        ...(deleted ? [{ type: 'groups', groups: [group], modification: 'remove' } as const] : []),
        ...(!deleted || others ? [{ type: 'regroup' } as const] : []),
      ];
    },
  },
  does: () => 'clear_group',
  target: ({ group }) => ({ group }),
  refuseUndo: { code: 'undo_group_gone' },
  steeredBy: 'writers',
};
