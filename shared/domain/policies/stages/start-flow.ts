import type { FlowId } from '../../ids.ts';
import { refuseInactive, type StageKind } from './stage.ts';

/** Sends contacts through a flow, such as a last question. */
export const policyStartFlow: StageKind<'start_flow'> = {
  type: 'start_flow',
  takes: 'flow',
  warns: true,
  harms: false,
  stops: false,
  archives: false,
  ends: false,
  /** Who opted out is not active, and gets no notice. */
  refuse: refuseInactive,
  work: ({ flow }) => ({ type: 'start', flow: flow as FlowId, restartParticipants: true, excludeActive: false }),
  words: ({ flow }) => `start flow ${flow}`,
  costs: { readUnits: 1, writeUnits: 8 },
};
