import type { JobId } from '../../ids.ts';
import { type DeclaredKind, ofKind } from './kind.ts';

/** Finds the members of all smart groups again, as queries are read differently. One at a time in a workspace. */
interface RepairGroups {
  readonly type: 'repair_groups';
  /** `Settings.readings` when it was made: its slices evaluate groups as they are then, or later. */
  readonly readings: number;
}

/** The job that waiting groups name: the next repair that ends without a change since it was made. */
export const NEXT_REPAIR = 'repair' as JobId;

/** Every active contact, with dormant ones, which includes all members of smart groups. */
export const repairOf = (readings: number) =>
  ({ work: { type: 'repair_groups', readings }, selection: { folder: 'active' } }) as const;

export const isRepair = ofKind<RepairGroups>('repair_groups');

export const repairGroups: DeclaredKind<RepairGroups> = {
  type: 'repair_groups',
  operation: { type: 'modify', modifiers: () => [{ type: 'regroup' }] },
  does: () => 'repair_groups',
  target: () => ({}),
  refuseUndo: { code: 'undo_smart_group' },
  steeredBy: 'administrators',
  publicType: 'repair',
  again: ({ readings }, settings) => ((settings.readings ?? 0) === readings ? null : repairOf(settings.readings ?? 0)),
};
