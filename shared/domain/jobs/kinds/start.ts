import type { FlowId } from '../../ids.ts';
import { reference } from '../../references.ts';
import type { Leaving } from '../../selection/exclusions.ts';
import type { Selection } from '../../selection/selection.ts';
import { paramsProblem, paramsSchema } from '../params.ts';
import { type DeclaredKind, ofKind, publicBody } from './kind.ts';

/** Sends contacts through a flow, started by flow_starts.json or jobs.json. Parameters are in the job's input. */
export interface Start {
  readonly type: 'start';
  readonly flow: FlowId;
  /** False: contacts of an earlier start of the flow are left out at freezing. */
  readonly restartParticipants: boolean;
  /** As the caller sent it. No contact stays in a flow, so it only leaves out inactive ones. */
  readonly excludeActive: boolean;
  /** The value of `@trigger.origin`; `api` when left out (TextIt 6.9, 9.4). */
  readonly origin?: 'zapier';
  /** The flow may make contacts active that opted out: the workspace lets flows do that, and all are started. */
  readonly mayLift?: true;
}

export const isStart = ofKind<Start>('start');

export const start: DeclaredKind<Start> = {
  type: 'start',
  body: publicBody({
    fields: { flow: reference('flow'), params: paramsSchema() },
    work({ params }, _, { flow, exclude }) {
      const problem = paramsProblem(params);
      if (problem !== null) return { field: 'params', problem };
      return { work: startOf(flow as FlowId, exclude), params: params ?? null };
    },
    activeOnly: true,
    searches: 'active',
    refuseSelection: (selection) => (isWithinActive(selection) ? null : { code: 'select_active' }),
    previewFirst: null,
  }),
  operation: {
    type: 'start_flow',
    flow: ({ flow, origin }) => ({ flow, origin: origin ?? 'api' }),
  },
  does: () => 'start_flow',
  target: ({ flow }) => ({ flow }),
  refuseUndo: null,
  steeredBy: 'writers',
  approval: ({ mayLift }) => (mayLift ? 'lift_opt_outs' : null),
  /** Contacts whose run failed were started too. */
  repeated: (work) => ({ ...work, restartParticipants: true }),
  skipsStartedIn: ({ flow, restartParticipants }) => (restartParticipants ? null : flow),
  publicType: 'flow_start',
};

const startOf = (flow: FlowId, { startedPreviously, inAFlow }: Leaving): Start => ({
  type: 'start',
  flow,
  restartParticipants: startedPreviously !== true,
  excludeActive: inAFlow === true,
});

/** Of groups and contacts, the active ones are started. */
function isWithinActive(selection: Selection): boolean {
  if ('folder' in selection) return ACTIVE.has(selection.folder);
  return !('query' in selection) || ACTIVE.has(selection.within);
}

const ACTIVE: ReadonlySet<string | null> = new Set(['active', 'dormant']);
