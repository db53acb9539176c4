import { apply } from '../changes/apply.ts';
import type { Contact } from '../contacts/contact.ts';
import { runFlow } from '../flows/definition.ts';
import type { Flow, Run } from '../flows/flow.ts';
import type { FlowId } from '../ids.ts';
import { failed, skipped } from '../selection/verdict.ts';
import type { Job } from './job.ts';
import type { StartFlow, Working } from './kinds/index.ts';
import { leftByPolicy, policyMarks } from './policy-rule.ts';
import { randomFor } from './random.ts';
import { decisionOf, type Rule } from './rules.ts';

/** What a start keeps of its runs. */
export interface RunRecord {
  /** A contact's run begins; returns its uuid. */
  begin(contact: Contact): string;
  /** Records a run; of several runs of one contact the last counts. */
  ran(contact: Contact, run: Run): void;
}

/** Sends contacts through a flow. A failed run changes nothing; the record keeps errors, refused addresses too. */
export function startingFlow(
  operation: StartFlow,
  { flow, flows, params }: { readonly flow: Flow; readonly flows: ReadonlyMap<FlowId, Flow>; readonly params: unknown },
  job: Job,
  working: Working,
  record: RunRecord,
): Rule {
  const { assets, now, change } = working;
  const { origin } = operation.flow(job.work);
  return (contact, taken, optOuts) => {
    const left = leftByPolicy(job, contact, working);
    if (left !== null) return skipped(left);
    const random = randomFor(job.uuid, contact.uuid);
    const uuid = record.begin(contact);
    const run = runFlow(flow, contact, { assets, flows, params, origin, uuid, now, random, change, taken, optOuts });
    record.ran(contact, run);
    if (isBroughtBack(contact, run.contact, job)) return skipped('opted_out');
    if (run.status === 'failed') return failed(run.failure ?? 'flow_failed');
    const after = marked(job, contact, run.contact, working);
    return decisionOf({ contact: after, events: [], changed: after !== contact, asked: { now, change } });
  };
}

/** With the mark of the job's policy, in the same version as what the flow has changed. */
function marked(job: Job, before: Contact, after: Contact, { assets, now, change }: Working): Contact {
  const marks = policyMarks(job, before, { assets, now });
  if (marks.length === 0) return after;
  const { contact } = apply(before, marks, assets, { now, change, taken: new Set() });
  return after === before ? contact : { ...after, policyMark: contact.policyMark };
}

/** Even where flows may lift opt-outs, one made after the start stays, because nobody could know it. */
const isBroughtBack = (before: Contact, after: Contact, { createdOn }: Job): boolean =>
  before.optOut !== null && after.status === 'active' && before.status !== 'active' && before.statusOn > createdOn;
