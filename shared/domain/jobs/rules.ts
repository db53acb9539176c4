import { type Applied, apply } from '../contacts/apply.ts';
import type { Change, Contact, Status } from '../contacts/contact.ts';
import { isTaken } from '../contacts/events.ts';
import type { Modifier, OptOuts } from '../contacts/modifiers/modifier.ts';
import { isDue } from '../dormancy/deadline.ts';
import type { GroupId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Assets } from '../workspace.ts';
import { earlierVerdict, skipped, UNCHANGED, type Verdict } from './verdict.ts';

/** What a job decides about one contact: a verdict at once, or a change that is to be stored. */
export type Decision = Verdict | { readonly outcome: 'apply'; readonly applied: Applied };

/**
 * Decides about one contact as it was read; asked again, with the newer contact, when the change could not be stored.
 * `taken` are identities that other contacts own, `optOuts` those whose deleted owner had refused messages.
 */
export type Rule = (contact: Contact, taken: ReadonlySet<string>, optOuts: OptOuts) => Decision;

export interface Working {
  readonly assets: Assets;
  readonly now: Instant;
  readonly change: Change;
}

const NOBODYS: ReadonlySet<string> = new Set();

function modifying(working: Working, modifiers: readonly Modifier[]): (contact: Contact) => Decision {
  const { assets, now, change } = working;
  return (contact) => decisionOf(apply(contact, modifiers, assets, { now, change, taken: NOBODYS }));
}

/** A taken URN is told to the data layer although it changes nothing: history keeps it (TextIt 2.12). */
export const decisionOf = (applied: Applied): Decision =>
  applied.changed || applied.events.some(isTaken) ? { outcome: 'apply', applied } : UNCHANGED;

/** The rule, for contacts that this job has not changed yet; for others the verdict that they have. Every rule begins with it. */
export function unlessDone(rule: Rule, change: Change): Rule {
  return (contact, taken, optOuts) => earlierVerdict(contact, change) ?? rule(contact, taken, optOuts);
}

export const setStatus = (working: Working, status: Status): Rule => modifying(working, [{ type: 'status', status }]);

/** Every smart group is asked anew. */
export const regroupAll = (working: Working): Rule => modifying(working, [{ type: 'regroup' }]);

/** Members of a group that was deleted leave it; those of one that became invalid are asked anew: nobody belongs to it. */
export const clearGroup = (working: Working, group: GroupId): Rule =>
  working.assets.groups.has(group)
    ? regroupAll(working)
    : modifying(working, [{ type: 'groups', groups: [group], modification: 'remove' }]);

/** Flags who is still due: whoever was seen since the sweep looked is not. */
export function flagDormant(working: Working, deadline: Instant): Rule {
  const flag = modifying(working, [{ type: 'dormant', since: working.now }]);
  return (contact) => {
    if (contact.status !== 'active') return skipped('not_active');
    if (!isDue(contact, deadline)) return skipped('seen');
    return contact.dormantSince === null ? flag(contact) : UNCHANGED;
  };
}

/** Why a contact may not be deleted, or null: archived contacts only, unless the workspace deletes at any status. */
export function refuseDelete({ status }: Contact, { settings }: Assets): Verdict | null {
  return status === 'archived' || settings.deleteAnyStatus ? null : skipped('not_archived');
}
