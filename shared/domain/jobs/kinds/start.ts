import type { FlowId } from '../../ids.ts';
import type { Job } from '../job.ts';
import type { Kind } from './kind.ts';

/** Sends contacts through a flow. flow_starts.json takes and lists such jobs, in TextIt's shape. Its parameters are in the job's input. */
export interface Start {
  readonly type: 'start';
  readonly flow: FlowId;
  /** False: contacts that an earlier start of the flow reached are left out when the job is frozen. */
  readonly restartParticipants: boolean;
  /** As the caller sent it. No contact stays in a flow here, so it leaves out none (except those that are not active). */
  readonly excludeActive: boolean;
  /** The value of `@trigger.origin`; `api` when left out (TextIt 6.9, 9.4). */
  readonly origin?: 'zapier';
}

export const isStart = (job: Job): job is Job<Start> => job.work.type === 'start';

export const start: Kind<Start> = {
  body: null,
  operation: {
    type: 'start_flow',
    flow: ({ flow, origin }) => ({ flow, origin: origin ?? 'api' }),
  },
  target: ({ flow }) => ({ flow }),
  via: 'job',
  skipsStartedIn: ({ flow, restartParticipants }) => (restartParticipants ? null : flow),
};
