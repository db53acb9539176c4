import type { JobId } from '../../ids.ts';
import { type Kind, ofKind } from './kind.ts';

/**
 * Finds the members of all smart groups of a workspace again, because what their queries are read with has changed; then those that wait
 * for it are ready. One at a time in a workspace: changes while it is running are followed by one more.
 */
export interface RepairGroups {
  readonly type: 'repair_groups';
  /** `Settings.readings` when it was made: its slices evaluate groups as they are then, or later. */
  readonly readings: number;
}

/** What groups name as the job that they wait for: whichever of these ends with no change since it was made. */
export const NEXT_REPAIR = 'repair' as JobId;

/** Every active contact, dormant ones included: members of smart groups among them. */
export const repairOf = (readings: number) =>
  ({ work: { type: 'repair_groups', readings }, selection: { folder: 'active' } }) as const;

export const isRepair = ofKind<RepairGroups>('repair_groups');

export const repairGroups: Kind<RepairGroups> = {
  type: 'repair_groups',
  body: null,
  operation: { type: 'modify', modifiers: () => [{ type: 'regroup' }] },
  target: () => ({}),
  refuseUndo: { code: 'undo_smart_group' },
  via: 'job',
  publicType: 'repair',
  again: ({ readings }, settings) => ((settings.readings ?? 0) === readings ? null : repairOf(settings.readings ?? 0)),
};
