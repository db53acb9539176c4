import type { GroupId } from '../../ids.ts';
import { type Kind, SMART_GROUPS_ONLY } from './kind.ts';

/** Finds the members of a smart group; then the group is ready. */
export interface PopulateGroup {
  readonly type: 'populate_group';
  readonly group: GroupId;
}

export const populateGroup: Kind<PopulateGroup> = {
  type: 'populate_group',
  body: null,
  operation: { type: 'modify', modifiers: () => [{ type: 'regroup' }] },
  target: ({ group }) => ({ group }),
  refuseUndo: SMART_GROUPS_ONLY,
  via: 'job',
  readies: ({ group }) => group,
};
