import { refuseInactive, type StageKind } from './stage.ts';

/** Puts each contact on the bus and sends it to webhooks, so that other programs write to it. */
export const policyTell: StageKind<'tell'> = {
  type: 'tell',
  takes: null,
  warns: true,
  harms: false,
  stops: false,
  archives: false,
  ends: false,
  refuse: refuseInactive,
  work: () => ({ type: 'policy_stage' }),
  words: () => 'tell other programs',
  costs: { readUnits: 1, writeUnits: 6 },
};
