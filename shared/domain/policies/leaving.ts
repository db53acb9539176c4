import type { Contact } from '../contacts/contact.ts';
import { policyStanding } from './mark.ts';
import { type Deciding, whyNotFor } from './members.ts';

/**
 * A changed contact whose walk through a policy ends with the change, because it leaves the selection by it, or comes
 * back: by groups, by the query, by a hold, or by the control group. It will begin with the first stage again, so that
 * nobody is archived for a notice of before. Any other contact is returned as it is. An archived one goes on: it has
 * left all groups, and no notice could reach it.
 */
export function afterLeaving(before: Contact, after: Contact, deciding: Deciding): Contact {
  const { policyMark: mark } = after;
  if (mark === null || mark.left || mark !== before.policyMark || after.status === 'archived') return after;
  const policy = deciding.assets.policies?.find(({ uuid }) => uuid === mark.policy);
  if (policy === undefined || policyStanding(policy, after).at !== 'stage') return after;
  const [was, is] = [before, after].map((one) => whyNotFor(policy, one, deciding) === null);
  return was === is ? after : { ...after, policyMark: { ...mark, left: true } };
}
