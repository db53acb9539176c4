import type { Kind } from './kind.ts';

/** Moves the contacts that a passing midnight takes into a smart group or out of it. */
export interface TurnGroups {
  readonly type: 'turn_groups';
}

export const turnGroups: Kind<TurnGroups> = {
  type: 'turn_groups',
  body: null,
  operation: { type: 'modify', modifiers: () => [{ type: 'regroup' }] },
  target: () => ({}),
  refuseUndo: { code: 'undo_smart_group' },
  via: 'sweep',
  publicType: 'refresh_groups',
};
