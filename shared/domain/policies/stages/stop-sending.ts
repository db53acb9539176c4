import { refuseInactive, type StageKind } from './stage.ts';

/** Contacts count as not sendable until a sign of life. It is no opt-out, and lifts none. */
export const policyStopSending: StageKind<'stop_sending'> = {
  type: 'stop_sending',
  takes: null,
  warns: false,
  harms: true,
  stops: true,
  archives: false,
  ends: false,
  refuse: refuseInactive,
  work: () => ({ type: 'policy_stage' }),
  words: () => 'stop sending',
  costs: { readUnits: 1, writeUnits: 6 },
};
