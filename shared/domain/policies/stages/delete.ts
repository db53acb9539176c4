import type { StageKind } from './stage.ts';

/** Deletes contacts for good, with the erasure ledger and all protections of deletion. An opt-out stays remembered. */
export const policyDelete: StageKind<'delete'> = {
  type: 'delete',
  takes: null,
  warns: false,
  harms: true,
  stops: true,
  archives: false,
  ends: true,
  refuse({ clock, before, assets }) {
    const isArchived = (clock.of === 'status' && clock.status === 'archived') || before.some((one) => one.archives);
    return isArchived || assets.settings.deleteAnyStatus ? null : { code: 'stage_delete_archived' };
  },
  work: () => ({ type: 'delete' }),
  words: () => 'delete for good',
  costs: { readUnits: 4, writeUnits: 20 },
};
