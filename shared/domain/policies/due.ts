import { subscribedTypes } from '../bus-types.ts';
import { type Day, localDay } from '../calendar/days.ts';
import type { Contact } from '../contacts/contact.ts';
import type { Settings } from '../workspace.ts';
import { clockOf } from './clock.ts';
import { policyStanding, type Standing } from './mark.ts';
import type { Policy, PolicyRules } from './policy.ts';
import type { StageRule } from './stage-rule.ts';
import { stageOf } from './stages.ts';

/** The stage that comes next for a contact, and the first day on which it may. */
interface NextStage {
  readonly stage: number;
  readonly on: Day;
}

type Zone = Pick<Settings, 'timezone'>;

/**
 * What comes next for a contact that a policy is for; null for nothing. The day is the latest of: `days` whole days of
 * the clock have passed; `after` days after the stage before, and always the day after any stage; for a stage that
 * harms and was not announced, or was taken over from an earlier version, `waitDays` after the policy began and after
 * the contact got its status.
 */
export function nextStage(policy: Policy, contact: Contact, { timezone }: Zone): NextStage | null {
  const standing = policyStanding(policy, contact);
  const stage = nextOf(standing);
  const rule = stage === null ? undefined : policy.rules.stages[stage];
  const clock = clockOf(policy.rules.clock, contact);
  if (stage === null || rule === undefined || clock === null) return null;
  const day = (at: Parameters<typeof localDay>[1]): Day => localDay(timezone, at);
  const { policyMark: last } = contact;
  const waits: Day[] = [];
  if (rule.days !== undefined) waits.push(day(originOf(standing) ?? clock) + rule.days + 1);
  if (standing.at === 'stage') waits.push(day(standing.mark.on) + Math.max(1, rule.after ?? 1));
  if (last !== null) waits.push(day(last.on) + 1);
  if (isUnwarned(policy.rules, stage) || (standing.at === 'stage' && isOfEarlier(policy, stage, standing))) {
    waits.push(day(policy.begunOn) + policy.rules.waitDays);
    if (policy.rules.clock.of !== 'status') waits.push(day(contact.statusOn) + policy.rules.waitDays);
  }
  return { stage, on: Math.max(...waits) };
}

/** Whether a stage would harm somebody whom an earlier version took: a notice of this one may never have come. */
const isOfEarlier = (
  { version, rules }: Policy,
  stage: number,
  { mark }: Extract<Standing, { at: 'stage' }>,
): boolean => mark.version !== version && harms(rules.stages[stage]);

const harms = (rule: StageRule | undefined): boolean => rule !== undefined && stageOf(rule).harms === true;

/** The time of the clock when the walk began; a stage that archives may have moved the clock since. */
const originOf = (standing: Standing) => (standing.at === 'stage' ? standing.mark.clock : null);

function nextOf(standing: Standing): number | null {
  if (standing.at === 'end') return null;
  return standing.at === 'start' ? 0 : standing.stage + 1;
}

/** Whether a stage takes something away, and no stage before it has said so. */
export function isUnwarned({ stages }: Pick<PolicyRules, 'stages'>, stage: number): boolean {
  const rule = stages[stage];
  return harms(rule) && !stages.slice(0, stage).some((one) => stageOf(one).warns);
}

/**
 * Whether a stage tells other programs while nothing is connected, though a later one harms whom nothing else warns. It
 * waits with those after it: a notice counts only for whom it was delivered.
 */
export function tellsNobody({ stages }: Pick<PolicyRules, 'stages'>, stage: number, settings: Settings): boolean {
  const events = subscribedTypes(settings);
  const reaches = (rule: StageRule) => {
    const { warns, tells } = stageOf(rule);
    return warns === true && (tells === undefined || events.has(tells));
  };
  const rule = stages[stage];
  if (rule === undefined || stageOf(rule).tells === undefined || reaches(rule)) return false;
  return stages.some((one, at) => at > stage && harms(one) && !stages.slice(0, at).some(reaches));
}

/** Whether a stage of a policy waits because nothing is connected that it could tell. */
export const hasUntoldStage = (rules: Pick<PolicyRules, 'stages'>, settings: Settings): boolean =>
  rules.stages.some((_, at) => tellsNobody(rules, at, settings));

/**
 * Days from the day of the clock to each stage for whom every stage takes on its day: what a shadow and a simulation
 * count by, without the wait of `waitDays`.
 */
export function offsetsOf({ stages }: Pick<PolicyRules, 'stages'>): readonly number[] {
  const offsets: number[] = [];
  for (const { days, after } of stages) {
    const before = offsets.at(-1);
    const byClock = days === undefined ? 0 : days + 1;
    offsets.push(before === undefined ? byClock : Math.max(byClock, before + Math.max(1, after ?? 1)));
  }
  return offsets;
}
