/** What a job of a policy asks about each contact, as it is when its turn comes (ADR 101). */

import type { Contact } from '../contacts/contact.ts';
import type { Modifier } from '../contacts/modifiers/modifier.ts';
import { allPolicies, BUILT_IN } from '../policies/built-in.ts';
import { markOf, whyNotTaken } from '../policies/night.ts';
import { policyInForce } from '../policies/policy.ts';
import { whyNotPurged } from '../policies/purge.ts';
import type { SkipReason } from '../selection/verdict.ts';
import type { Job } from './job.ts';
import type { Working } from './kinds/index.ts';

type PolicyJob = Pick<Job, 'policy' | 'createdOn'>;
type Deciding = Pick<Working, 'assets' | 'now'>;

/** Why a job's policy does not take a contact; null when it does, and for jobs of no policy. */
export function leftByPolicy(job: PolicyJob, contact: Contact, deciding: Deciding): SkipReason | null {
  if (job.policy === undefined) return null;
  const policy = policyInForce(job.policy, allPolicies(deciding.assets));
  if (policy?.uuid === BUILT_IN) return whyNotPurged(contact, deciding.assets.settings, job.createdOn);
  return policy === null ? 'policy_over' : whyNotTaken(policy, job.policy.stage, contact, deciding);
}

/** The mark of a job's policy, which is written with the change; none for other jobs. */
export function policyMarks(job: PolicyJob, contact: Contact, deciding: Deciding): readonly Modifier[] {
  const policy = job.policy ? policyInForce(job.policy, allPolicies(deciding.assets)) : null;
  if (job.policy === undefined || policy === null) return [];
  return [{ type: 'policy_mark', mark: markOf(policy, job.policy.stage, contact, deciding) }];
}
