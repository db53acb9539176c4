import { refuseInactive, type StageKind } from './stage.ts';

/** Flags contacts as dormant. Any sign of life takes the flag off. */
export const policyFlag: StageKind<'flag'> = {
  type: 'flag',
  takes: null,
  warns: false,
  harms: false,
  stops: false,
  archives: false,
  ends: false,
  refuse(place) {
    const problem = refuseInactive(place);
    if (problem !== null) return problem;
    if (place.clock.of !== 'last_seen') return { code: 'flag_by_last_seen' };
    // The workspace's own sweep takes the flag off whoever was seen within its days.
    const { dormancyDays: days } = place.assets.settings;
    return (place.rule.days ?? 0) < days ? { code: 'flag_before_sweep', days } : null;
  },
  work: () => ({ type: 'policy_stage', flags: true }),
  words: () => 'flag as dormant',
  costs: { readUnits: 1, writeUnits: 6 },
};
