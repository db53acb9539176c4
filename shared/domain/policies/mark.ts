import type { Contact, PolicyMark } from '../contacts/contact.ts';
import { clockName, clockOf } from './clock.ts';
import type { Policy } from './policy.ts';

/** What a contact's mark says to a policy. */
export type Standing =
  /** No stage has taken it, for the present time of its clock. */
  | { readonly at: 'start' }
  /** The stage that took it last. */
  | { readonly at: 'stage'; readonly stage: number; readonly mark: PolicyMark }
  /** A sign of life or a change of status ended it. The same time of the clock takes it no more. */
  | { readonly at: 'end' };

const START: Standing = { at: 'start' };
const END: Standing = { at: 'end' };

/**
 * Where a contact stands in a policy. A mark belongs to the time that the clock had: another time begins anew. A mark
 * of a stage that the policy no longer has counts for nothing, and neither does that of somebody who has left since.
 */
export function policyStanding({ uuid, rules }: Pick<Policy, 'uuid' | 'rules'>, contact: Contact): Standing {
  const { policyMark: mark } = contact;
  if (mark === null || mark.policy !== uuid || mark.of !== clockName(rules.clock)) return START;
  const isOfStatus = rules.clock.of === 'status';
  // A stage that archives moves the clock of a status itself.
  const hasMoved = mark.clock !== clockOf(rules.clock, contact);
  if (hasMoved && !(isOfStatus && contact.statusOn === mark.on)) return START;
  if (isEnded(mark, contact)) return END;
  if (mark.left) return START;
  const stage = rules.stages.findIndex(({ key }) => key === mark.stage);
  return stage === -1 ? START : { at: 'stage', stage, mark };
}

/** Whether a mark's time is over: the person was heard from since, or has got another status. */
const isEnded = ({ on }: PolicyMark, { lastSeenOn, statusOn }: Contact): boolean =>
  statusOn > on || (lastSeenOn !== null && lastSeenOn > on);

/** Whether a policy has stopped sending to a contact, and nothing has happened since. A hold beats every policy. */
export function isSendingStopped(contact: Contact): boolean {
  const { policyMark: mark } = contact;
  if (mark?.stops !== true || contact.hold !== null || isEnded(mark, contact)) return false;
  return mark.of !== 'last_seen' || mark.clock === (contact.lastSeenOn ?? contact.createdOn);
}
