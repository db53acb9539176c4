import type { StageKind } from './stage.ts';

/** Archives contacts. An opt-out stays with them. */
export const policyArchive: StageKind<'archive'> = {
  type: 'archive',
  takes: null,
  warns: false,
  harms: true,
  stops: true,
  archives: true,
  ends: false,
  refuse: ({ clock, before }) =>
    (clock.of === 'status' && clock.status === 'archived') || before.some(({ archives }) => archives)
      ? { code: 'stage_archived_before' }
      : null,
  work: () => ({ type: 'set_status', status: 'archived' }),
  words: () => 'archive',
  costs: { readUnits: 1, writeUnits: 8 },
};
