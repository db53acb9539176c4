import { isTaken } from '../contacts/events.ts';
import type { Flow } from '../flows/flow.ts';
import { runFlow } from '../flows/run.ts';
import type { JobId } from '../ids.ts';
import { randomFor } from './random.ts';
import { decisionOf, type Rule, type Working } from './rules.ts';
import { failed } from './verdict.ts';

interface Start {
  readonly job: JobId;
  readonly params: unknown;
  readonly origin?: 'zapier' | undefined;
}

/** Sends each contact through a flow. A run that fails leaves its contact as it was. */
export function startFlow(working: Working, flow: Flow, start: Start): Rule {
  const { assets, now, change } = working;
  return (contact, taken, optOuts) => {
    const random = randomFor(start.job, contact.uuid);
    const { params, origin = 'api' } = start;
    const run = runFlow(flow, contact, { assets, params, origin, now, random, change, taken, optOuts });
    if (run.status === 'failed') return failed(run.failure ?? 'flow_failed');
    const events = run.events.filter(isTaken);
    return decisionOf({ contact: run.contact, events, changed: run.contact !== contact, asked: { now, change } });
  };
}
