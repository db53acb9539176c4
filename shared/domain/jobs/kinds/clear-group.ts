import type { GroupId } from '../../ids.ts';
import type { Kind } from './kind.ts';

/** Takes the members out of a group that was deleted or has become invalid. */
export interface ClearGroup {
  readonly type: 'clear_group';
  readonly group: GroupId;
}

export const clearGroup: Kind<ClearGroup> = {
  body: null,
  operation: {
    type: 'modify',
    /** The query of a group that has become invalid matches no contact, so evaluating the groups again takes them all out. */
    modifiers: (_, { work: { group } }, { assets }) =>
      assets.groups.has(group) ? [{ type: 'regroup' }] : [{ type: 'groups', groups: [group], modification: 'remove' }],
  },
  via: 'job',
};
