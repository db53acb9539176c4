import { runFlow } from '#flow-reader';
import { isTaken } from '../contacts/events.ts';
import type { Flow } from '../flows/flow.ts';
import type { FlowId } from '../ids.ts';
import type { Job } from './job.ts';
import type { StartFlow } from './kinds/index.ts';
import { randomFor } from './random.ts';
import { decisionOf, type Rule, type Working } from './rules.ts';
import { failed } from './verdict.ts';

/** The rule of a job that sends contacts through a flow. A run that fails leaves its contact as it was. */
export function startingFlow(
  operation: StartFlow,
  { flow, flows, params }: { readonly flow: Flow; readonly flows: ReadonlyMap<FlowId, Flow>; readonly params: unknown },
  job: Job,
  { assets, now, change }: Working,
): Rule {
  const { origin } = operation.flow(job.work);
  return (contact, taken, optOuts) => {
    const random = randomFor(job.uuid, contact.uuid);
    const run = runFlow(flow, contact, { assets, flows, params, origin, now, random, change, taken, optOuts });
    if (run.status === 'failed') return failed(run.failure ?? 'flow_failed');
    const events = run.events.filter(isTaken);
    return decisionOf({ contact: run.contact, events, changed: run.contact !== contact, asked: { now, change } });
  };
}
