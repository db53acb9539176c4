/** What a night does with one contact, and with one policy. */
import { civilAt } from '../../query/values/civil.ts';
import { type Day, localDay, worksOn } from '../calendar/days.ts';
import type { Contact, PolicyMark } from '../contacts/contact.ts';
import type { Settings } from '../workspace.ts';
import { clockName, clockOf } from './clock.ts';
import { nextStage, tellsNobody } from './due.ts';
import { isSendingStopped, policyStanding } from './mark.ts';
import { type Deciding, type NotFor, policyFor, whyNotFor } from './members.ts';
import type { Policy, PolicyProgress, PolicyRules } from './policy.ts';
import { stageOf } from './stages.ts';

export { addersOf, brakeReasons } from './brake.ts';
export { isSendingStopped } from './mark.ts';

/** Why a stage does not take a contact now. */
export type NotTaken = NotFor | 'not_due' | 'other_policy';

/**
 * Whether a stage of a policy takes a contact now; null when it does. This is the one rule of policies: previews,
 * nights and workers ask it, and a worker asks it about the very version of the contact that it writes.
 */
export function whyNotTaken(policy: Policy, stage: string, contact: Contact, deciding: Deciding): NotTaken | null {
  const not = whyNotFor(policy, contact, deciding);
  if (not !== null) return not;
  if (policyFor(contact, deciding)?.uuid !== policy.uuid) return 'other_policy';
  const { settings } = deciding.assets;
  const next = nextStage(policy, contact, settings);
  const isNext = next !== null && policy.rules.stages[next.stage]?.key === stage;
  const isDue = isNext && next.on <= localDay(settings.timezone, deciding.now);
  return isDue && !tellsNobody(policy.rules, next.stage, settings) ? null : 'not_due';
}

/** The mark with which a stage takes a contact. Sending that any policy has stopped stays stopped. */
export function markOf(policy: Policy, stage: string, contact: Contact, { now }: Pick<Deciding, 'now'>): PolicyMark {
  const { clock, stages } = policy.rules;
  const standing = policyStanding(policy, contact);
  const rule = stages.find(({ key }) => key === stage);
  return {
    policy: policy.uuid,
    version: policy.version,
    stage,
    of: clockName(clock),
    clock: standing.at === 'stage' ? standing.mark.clock : (clockOf(clock, contact) ?? now),
    on: now,
    ...((isSendingStopped(contact) || (rule !== undefined && stageOf(rule).harms)) && { stops: true }),
  };
}

/** The day for which a policy's night begins now, or null before its hour, on a day off, or on another weekday. */
export function nightAt(rules: PolicyRules, { timezone }: Pick<Settings, 'timezone'>, now: Deciding['now']) {
  const day: Day = localDay(timezone, now);
  return worksOn(rules, day) && hourIn(timezone, now) >= rules.hour ? day : null;
}

/** The day of a policy's last night; of a new one, the day before it began. Always before today, or today. */
export const lastNightOf = (
  { begunOn, progress }: Pick<Policy, 'begunOn'> & { readonly progress: PolicyProgress },
  today: Day,
  timezone: string,
): Day => progress.night ?? Math.min(localDay(timezone, begunOn), today) - 1;

const hourIn = (timezone: string, now: Deciding['now']): number => civilAt(timezone, now).hour;

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
