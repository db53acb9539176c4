import { runFlow } from '#flow-reader';
import type { Contact } from '../contacts/contact.ts';
import type { Flow, Run } from '../flows/flow.ts';
import type { FlowId } from '../ids.ts';
import type { Job } from './job.ts';
import type { StartFlow, Working } from './kinds/index.ts';
import { randomFor } from './random.ts';
import { decisionOf, type Rule } from './rules.ts';
import { failed, skipped } from './verdict.ts';

/** What a start keeps of its runs. */
export interface RunRecord {
  /** A contact's run begins; returns its uuid. */
  begin(contact: Contact): string;
  /** Takes note of a run; of several of one contact the last counts. */
  ran(contact: Contact, run: Run): void;
}

/**
 * The rule of a job that sends contacts through a flow. A run that fails leaves its contact as it was. Errors of a run, refused addresses among
 * them, are the record's to keep.
 */
export function startingFlow(
  operation: StartFlow,
  { flow, flows, params }: { readonly flow: Flow; readonly flows: ReadonlyMap<FlowId, Flow>; readonly params: unknown },
  job: Job,
  { assets, now, change }: Working,
  record: RunRecord,
): Rule {
  const { origin } = operation.flow(job.work);
  return (contact, taken, optOuts) => {
    const random = randomFor(job.uuid, contact.uuid);
    const uuid = record.begin(contact);
    const run = runFlow(flow, contact, { assets, flows, params, origin, uuid, now, random, change, taken, optOuts });
    record.ran(contact, run);
    if (isBroughtBack(contact, run.contact, job)) return skipped('opted_out');
    if (run.status === 'failed') return failed(run.failure ?? 'flow_failed');
    return decisionOf({ contact: run.contact, events: [], changed: run.contact !== contact, asked: { now, change } });
  };
}

/** Where flows may lift an opt-out, none that was made after the start was: nobody who started it knew of that. */
const isBroughtBack = (before: Contact, after: Contact, { createdOn }: Job): boolean =>
  before.optOut !== null && after.status === 'active' && before.status !== 'active' && before.statusOn > createdOn;
