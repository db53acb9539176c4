import type { DeclaredKind } from './kind.ts';

/** Moves contacts into or out of smart groups because a midnight has passed. */
export interface TurnGroups {
  readonly type: 'turn_groups';
}

export const turnGroups: DeclaredKind<TurnGroups> = {
  type: 'turn_groups',
  operation: { type: 'modify', modifiers: () => [{ type: 'regroup' }] },
  does: () => 'turn_groups',
  target: () => ({}),
  refuseUndo: { code: 'undo_smart_group' },
  via: 'sweep',
  steeredBy: 'writers',
  publicType: 'refresh_groups',
};
