/** What a job of a policy asks about each contact, as it is when its turn comes (ADR 101). */
import { markOf, whyNotTaken } from '#policy-rules';
import type { Contact } from '../contacts/contact.ts';
import type { Modifier } from '../contacts/modifiers/modifier.ts';
import { policyInForce } from '../policies/policy.ts';
import type { Job } from './job.ts';
import type { Working } from './kinds/index.ts';
import type { SkipReason } from './verdict.ts';

type PolicyJob = Pick<Job, 'policy'>;
type Deciding = Pick<Working, 'assets' | 'now'>;

/** Why a job's policy does not take a contact; null when it does, and for jobs of no policy. */
export function leftByPolicy(job: PolicyJob, contact: Contact, deciding: Deciding): SkipReason | null {
  if (job.policy === undefined) return null;
  const policy = policyInForce(job.policy, deciding.assets.policies);
  return policy === null ? 'policy_over' : whyNotTaken(policy, job.policy.stage, contact, deciding);
}

/** The mark of a job's policy, which is written with the change; none for other jobs. */
export function policyMarks(job: PolicyJob, contact: Contact, deciding: Deciding): readonly Modifier[] {
  const policy = job.policy ? policyInForce(job.policy, deciding.assets.policies) : null;
  if (job.policy === undefined || policy === null) return [];
  return [{ type: 'policy_mark', mark: markOf(policy, job.policy.stage, contact, deciding) }];
}
