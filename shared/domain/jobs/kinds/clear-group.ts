import type { GroupId } from '../../ids.ts';
import type { Kind } from './kind.ts';

/** Takes the members out of a group that was deleted or has become invalid. */
export interface ClearGroup {
  readonly type: 'clear_group';
  readonly group: GroupId;
  /** The group is one of several that have become invalid; the selection names them all. */
  readonly others?: true;
}

export const clearGroup: Kind<ClearGroup> = {
  type: 'clear_group',
  body: null,
  operation: {
    type: 'modify',
    /** The query of a group that has become invalid matches no contact, so evaluating the groups again takes them all out. */
    modifiers(_, { work: { group, others } }, { assets }) {
      const deleted = !assets.groups.has(group);
      return [
        ...(deleted ? [{ type: 'groups', groups: [group], modification: 'remove' } as const] : []),
        ...(!deleted || others ? [{ type: 'regroup' } as const] : []),
      ];
    },
  },
  target: ({ group }) => ({ group }),
  refuseUndo: { code: 'undo_group_gone' },
  via: 'job',
};
