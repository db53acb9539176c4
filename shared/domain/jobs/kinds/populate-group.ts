import type { GroupId } from '../../ids.ts';
import type { Kind } from './kind.ts';

/** Finds the members of a smart group, which is then ready. */
export interface PopulateGroup {
  readonly type: 'populate_group';
  readonly group: GroupId;
}

export const populateGroup: Kind<PopulateGroup> = {
  type: 'populate_group',
  body: null,
  operation: { type: 'modify', modifiers: () => [{ type: 'regroup' }] },
  does: () => 'populate_group',
  target: ({ group }) => ({ group }),
  refuseUndo: { code: 'undo_smart_group' },
  via: 'job',
  steeredBy: 'writers',
  readies: ({ group }) => group,
};
