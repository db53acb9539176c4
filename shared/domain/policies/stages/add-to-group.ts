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
  /** A query decides about a smart group, so nobody would be added, and yet count as told. */
  refuse(place) {
    const group = place.assets.groups.get(place.rule.group as GroupId);
    if (group !== undefined && group.query !== null) return { code: 'query_based', reference: group.name };
    return refuseInactive(place);
  },
  work: ({ group }) => ({ type: 'add_to_group', group: group as GroupId }),
  words: ({ group }, { groups }) => `add to group ${groups.get(group as GroupId)?.name ?? group}`,
  costs: { readUnits: 1, writeUnits: 7 },
};
