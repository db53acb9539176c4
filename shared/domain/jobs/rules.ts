import { type Applied, apply } from '../changes/apply.ts';
import type { Change, Contact } from '../contacts/contact.ts';
import { isTaken } from '../contacts/error-event.ts';
import { MOST_MARKS, withoutMarks } from '../contacts/marks.ts';
import type { OptOuts } from '../contacts/modifiers/outcome.ts';
import type { JobId } from '../ids.ts';
import { earlierVerdict, failed, skipped, UNCHANGED, type Verdict } from '../selection/verdict.ts';
import type { Job } from './job.ts';
import type { ModifyContacts, Working } from './kinds/index.ts';
import { leftByPolicy, policyMarks } from './policy-rule.ts';

/** A verdict, or a change to store. */
export type Decision = Verdict | { readonly outcome: 'apply'; readonly applied: Applied };

/**
 * Decides about a contact as it was read; called again with the newer contact when the change could not be stored.
 * `taken` are identities that other contacts own, `optOuts` those with refusals of deleted owners.
 */
export type Rule = (contact: Contact, taken: ReadonlySet<string>, optOuts: OptOuts) => Decision;

/** The rule of a job that changes contacts by modifiers. */
export function modifying(operation: ModifyContacts, job: Job, working: Working): Rule {
  const { assets, now, change } = working;
  return (contact, taken, optOuts) => {
    const left = leftByPolicy(job, contact, working);
    if (left !== null) return skipped(left);
    const wanted = operation.modifiers(contact, job, working);
    if ('outcome' in wanted) return wanted;
    const modifiers = [...wanted, ...policyMarks(job, contact, working)];
    return decisionOf(apply(contact, modifiers, assets, { now, change, taken, optOuts }));
  };
}

/** A URN that another contact owns is stored even without a change, because history keeps the refusal (TextIt 2.12). */
export const decisionOf = (applied: Applied): Decision =>
  applied.changed || applied.events.some(isTaken) ? { outcome: 'apply', applied } : UNCHANGED;

/** Wraps every rule: a contact changed by this job keeps its verdict; any loses the marks of jobs that are `over`. */
export function once(rule: Rule, change: Change, over: ReadonlySet<JobId>): Rule {
  return (contact, taken, optOuts) => {
    const decision = earlierVerdict(contact, change) ?? rule(contact, taken, optOuts);
    if (decision.outcome !== 'apply' || !decision.applied.changed) return decision;
    const changed = withoutMarks(decision.applied.contact, over);
    if (changed.marks.length > MOST_MARKS) return failed('too_many_jobs');
    return { outcome: 'apply', applied: { ...decision.applied, contact: changed } };
  };
}
