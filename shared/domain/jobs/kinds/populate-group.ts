import type { GroupId } from '../../ids.ts';
import type { DeclaredKind } from './kind.ts';

/** Finds the members of a smart group, which is then ready. */
export interface PopulateGroup {
  readonly type: 'populate_group';
  readonly group: GroupId;
}

export const populateGroup: DeclaredKind<PopulateGroup> = {
  type: 'populate_group',
  operation: { type: 'modify', modifiers: () => [{ type: 'regroup' }] },
  does: () => 'populate_group',
  target: ({ group }) => ({ group }),
  refuseUndo: { code: 'undo_smart_group' },
  steeredBy: 'writers',
  readies: ({ group }) => group,
};
