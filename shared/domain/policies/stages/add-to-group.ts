import type { GroupId } from '../../ids.ts';
import { refuseInactive, type StageKind } from './stage.ts';

/** Adds contacts to a static group, by which other programs know whom to write to. */
export const policyAddToGroup: StageKind<'add_to_group'> = {
  type: 'add_to_group',
  takes: 'group',
  warns: true,
  harms: false,
  stops: false,
  archives: false,
  ends: false,
  refuse: refuseInactive,
  work: ({ group }) => ({ type: 'add_to_group', group: group as GroupId }),
  words: ({ group }, { groups }) => `add to group ${groups.get(group as GroupId)?.name ?? group}`,
  costs: { readUnits: 1, writeUnits: 7 },
};
