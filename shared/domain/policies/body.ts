/** The body of a policy in requests, and the rules that it makes. */
import * as z from 'zod/mini';
import { parseDay } from '../calendar/days.ts';
import type { FieldKey, FlowId, GroupId } from '../ids.ts';
import { reference, references } from '../references.ts';
import type { Refusal } from '../refusals/refusal.ts';
import { choice, list, strict, text, whole } from '../schema.ts';
import { FIELD, QUERY } from '../text-forms.ts';
import type { Assets } from '../workspace.ts';
import { type Clock, POLICY_CLOCKS } from './clock.ts';
import { type FieldName, fieldRulesOf, POLICY_FIELDS } from './fields.ts';
import { MOST_STAGES, type PolicyRules, type PolicySelection } from './policy.ts';
import { STAGE_TYPES, type StageRule } from './stage-rule.ts';
import { type StagePlace, stageOf } from './stages.ts';

/** Days of a clock: ten years. */
const MOST_DAYS = 3_650;
/** Days after a stage that left its contacts where they were: what jobs did is kept a little longer. */
const MOST_AFTER = 60;
const KEY = { pattern: '^[a-z][a-z0-9_]{0,35}$' };

const stageBody = strict(
  {
    do: choice(STAGE_TYPES),
    key: z.optional(text({ max: 36, form: KEY })),
    days: z.optional(whole(0, MOST_DAYS)),
    after: z.optional(whole(1, MOST_DAYS)),
    flow: z.optional(reference('flow')),
    group: z.optional(reference('group')),
  },
  'a stage',
  { code: 'not_object' },
);

type FieldBodies = { readonly [Name in FieldName]: z.ZodMiniOptional<(typeof POLICY_FIELDS)[Name]['body']> };
const optional = Object.entries(POLICY_FIELDS).map(([name, { body }]) => [name, z.optional(body as z.ZodMiniType)]);

/** What a policy says, without its name, state and place. */
export const rulesBody = {
  groups: z.optional(z.nullable(references('group', { code: 'policy_no_groups' }))),
  query: z.optional(z.nullable(text({ blank: true, trim: false, max: 100_000, form: QUERY }))),
  exclude_groups: z.optional(z.nullable(references('group'))),
  clock: z.optional(choice(POLICY_CLOCKS)),
  clock_field: z.optional(text({ max: 36, form: FIELD })),
  stages: z.optional(list(stageBody, MOST_STAGES, { code: 'policy_no_stages' })),
  ...(Object.fromEntries(optional) as FieldBodies),
  control_group: z.optional(z.nullable(reference('group'))),
};

export type GivenRules = { readonly [Key in keyof typeof rulesBody]?: z.output<(typeof rulesBody)[Key]> };

/** What a body names, found in the workspace. */
interface FoundInRules {
  readonly assets: Assets;
  /** The query in normal form; null for none. */
  readonly query: string | null;
  group(reference: string): GroupId | Refusal;
  flow(reference: string): FlowId | Refusal;
}

/** The field of a body that is wrong, and why. */
interface Problem {
  readonly field: keyof typeof rulesBody;
  readonly problem: Refusal;
}

/**
 * The rules that a body asks for, or its first wrong field. What a body leaves out is as before, and in a new policy
 * the default: everybody, `last_seen`, from 9 o'clock on every day, with the brakes of `policy.ts`.
 */
export function rulesOf(given: GivenRules, found: FoundInRules, before: PolicyRules | null): PolicyRules | Problem {
  const clock = clockIn(given, found.assets, before);
  if ('problem' in clock) return clock;
  const stages = given.stages === undefined ? (before?.stages ?? []) : stagesIn(given.stages, found);
  if ('problem' in stages) return stages;
  const misplaced = problemWithStages(stages, clock, found.assets);
  if (misplaced !== null) return misplaced;
  const selection = selectionIn(given, found, before);
  if ('problem' in selection) return selection;
  if (clock.of === 'status' && (selection.groups || selection.excludeGroups))
    return { field: 'groups', problem: { code: 'policy_groups_active' } };
  const group = given.control_group == null ? undefined : found.group(given.control_group);
  if (typeof group === 'object') return { field: 'control_group', problem: group };
  const wrongDay = given.days_off?.find((day) => parseDay(day) === null);
  if (wrongDay !== undefined) return { field: 'days_off', problem: { code: 'no_day', value: wrongDay } };
  const kept = before?.control.group;
  const control = given.control_group === undefined ? kept : group;
  const fields = fieldRulesOf(given, before);
  const { brake, control: share } = fields as unknown as Pick<PolicyRules, 'brake' | 'control'>;
  return {
    selection,
    clock,
    stages,
    ...fields,
    brake,
    control: {
      ...share,
      ...(control !== undefined && { group: control }),
    },
  };
}

function clockIn({ clock, clock_field }: GivenRules, { fields }: Assets, before: PolicyRules | null): Clock | Problem {
  if (clock === undefined && clock_field === undefined) return before?.clock ?? { of: 'last_seen' };
  if (clock === 'last_seen' || clock === 'created') return { of: clock };
  if (clock !== undefined && clock !== 'field') return { of: 'status', status: clock };
  const field = clock_field as FieldKey | undefined;
  if (field === undefined) return { field: 'clock_field', problem: { code: 'required' } };
  const known = fields.get(field);
  if (known === undefined) return { field: 'clock_field', problem: { code: 'no_such_field', key: field } };
  if (known.type !== 'datetime') return { field: 'clock_field', problem: { code: 'clock_no_date', key: field } };
  return { of: 'field', field };
}

type GivenStage = NonNullable<GivenRules['stages']>[number];

function stagesIn(given: readonly GivenStage[], found: FoundInRules): readonly StageRule[] | Problem {
  const stages: StageRule[] = [];
  for (const stage of given) {
    const read = stageIn(stage, stages, found);
    if ('code' in read)
      return { field: 'stages', problem: { code: 'stage_wrong', number: stages.length + 1, why: read } };
    stages.push(read);
  }
  return stages;
}

function stageIn(given: GivenStage, earlier: readonly StageRule[], found: FoundInRules): StageRule | Refusal {
  const { do: type, days, after } = given;
  const { takes } = stageOf({ do: type });
  for (const name of ['flow', 'group'] as const)
    if ((takes === name) !== (given[name] !== undefined))
      return takes === name ? { code: 'field_required', field: name } : { code: 'stage_takes_no', name };
  const flow = given.flow === undefined ? undefined : found.flow(given.flow);
  if (typeof flow === 'object') return flow;
  const group = given.group === undefined ? undefined : found.group(given.group);
  if (typeof group === 'object') return group;
  const keys = new Set(earlier.map(({ key }) => key));
  const key = given.key ?? freeKey(type, keys);
  if (!new RegExp(KEY.pattern).test(key)) return { code: 'stage_key_form', key };
  if (keys.has(key)) return { code: 'stage_key_twice', key };
  return {
    do: type,
    key,
    ...(days !== undefined && { days }),
    ...(after !== undefined && { after }),
    ...(flow !== undefined && { flow }),
    ...(group !== undefined && { group }),
  };
}

/** `archive`, and `archive_2` for the second one. */
function freeKey(type: string, taken: ReadonlySet<string>): string {
  let number = 1;
  while (taken.has(number === 1 ? type : `${type}_${number}`)) number++;
  return number === 1 ? type : `${type}_${number}`;
}

/** Why the stages cannot follow each other like this, or null. */
function problemWithStages(stages: readonly StageRule[], clock: Clock, assets: Assets): Problem | null {
  if (stages.length === 0) return { field: 'stages', problem: { code: 'required' } };
  for (const [index, rule] of stages.entries()) {
    const before = stages.slice(0, index).map(stageOf);
    const why = orderProblem(rule, before) ?? stageOf(rule).refuse({ rule, clock, before, assets });
    if (why !== null) return { field: 'stages', problem: { code: 'stage_wrong', number: index + 1, why } };
  }
  return null;
}

function orderProblem({ days, after }: StageRule, before: StagePlace['before']): Refusal | null {
  const last = before.at(-1);
  if (last === undefined) {
    if (after !== undefined) return { code: 'stage_first_after' };
    return days === undefined ? { code: 'stage_first_days' } : null;
  }
  if (before.some(({ ends }) => ends)) return { code: 'stage_after_end' };
  if (days === undefined && after === undefined) return { code: 'stage_no_time' };
  // The index lists archived contacts by the time of that.
  if (days !== undefined && before.some(({ archives }) => archives)) return { code: 'stage_days_archived' };
  if (after !== undefined && after > MOST_AFTER && !last.archives)
    return { code: 'stage_after_long', most: MOST_AFTER };
  return null;
}

function selectionIn(given: GivenRules, found: FoundInRules, before: PolicyRules | null): PolicySelection | Problem {
  const groups = given.groups === undefined ? before?.selection.groups : groupsIn(given.groups, found);
  if (groups !== undefined && 'code' in groups) return { field: 'groups', problem: groups };
  const { exclude_groups: excluded } = given;
  const excludeGroups = excluded === undefined ? before?.selection.excludeGroups : groupsIn(excluded, found);
  if (excludeGroups !== undefined && 'code' in excludeGroups)
    return { field: 'exclude_groups', problem: excludeGroups };
  const query = given.query === undefined ? before?.selection.query : (found.query ?? undefined);
  return {
    ...(groups !== undefined && { groups }),
    ...(query !== undefined && { query }),
    ...(excludeGroups !== undefined && excludeGroups.length > 0 && { excludeGroups }),
  };
}

function groupsIn(given: readonly string[] | null, found: FoundInRules): readonly GroupId[] | Refusal | undefined {
  if (given === null) return undefined;
  const groups: GroupId[] = [];
  for (const one of given) {
    const group = found.group(one);
    if (typeof group === 'object') return group;
    groups.push(group);
  }
  return groups;
}
