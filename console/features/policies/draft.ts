import { CHOICES, POLICY_FIELDS } from '../../common/api/choices.ts';
import type { paths } from '../../common/api/schema.d.ts';

type Simulating = paths['/api/v2/policy_simulations.json']['post'];
export type Simulation = Simulating['responses'][200]['content']['application/json'];
export type Asked = Simulating['requestBody']['content']['application/json'];
export type StageType = NonNullable<Asked['stages']>[number]['do'];
export type ClockName = NonNullable<Asked['clock']>;
export type Weekday = NonNullable<Asked['weekdays']>[number];
export type Within = `${keyof Simulation['returns']}`;

/** A step as it is typed. A number is null while its field is empty. */
export interface DraftStage {
  readonly id: number;
  readonly do: StageType;
  /** Under which the policy knows it; null for a new step. */
  readonly key: string | null;
  /** Days of the clock. */
  readonly days: number | null;
  /** Days after the step before; null in the first one. */
  readonly after: number | null;
  readonly flow: string | null;
  readonly group: string | null;
}

/** A rule that is one value, as it is typed; a number is null while its field is empty. */
type Typed<Value> = Value extends number ? number | null : Readonly<Value>;
export type FieldName = (typeof POLICY_FIELDS)[number]['name'];
type DraftFields = { readonly [Name in FieldName]: Typed<NonNullable<Asked[Name]>> };

/** A policy as it is typed: all that its rules have, by the names of the API. `weekdays` are all on which it works. */
export interface Draft extends DraftFields {
  readonly clock: ClockName;
  readonly clock_field: string | null;
  /** For members of any of these; null for everybody. */
  readonly groups: readonly string[] | null;
  readonly query: string;
  readonly exclude_groups: readonly string[];
  readonly stages: readonly DraftStage[];
  readonly control_group: string | null;
}

export const STAGE_TYPES: readonly StageType[] = CHOICES.policies['stages.do'];

export const WEEKDAYS: readonly Weekday[] = CHOICES.policies.weekdays;

/** The rules of one value each as a draft has them, of a policy or of the API's defaults. */
export const draftFields = (read: (field: (typeof POLICY_FIELDS)[number]) => unknown) =>
  Object.fromEntries(
    POLICY_FIELDS.map((field) => {
      const value = read(field);
      const isEveryDay = field.control === 'weekdays' && (value as readonly Weekday[]).length === 0;
      return [field.name, isEveryDay ? WEEKDAYS : value];
    }),
  ) as unknown as DraftFields;

/** A new step. The first one has days of the clock, and others days after the step before. */
export const stepAt = (id: number, type: StageType, count: number | null): DraftStage => ({
  id,
  do: type,
  key: null,
  flow: null,
  group: null,
  ...(id === 1 ? { days: count, after: null } : { days: null, after: count }),
});

export const nextStep = ({ stages }: Draft): DraftStage =>
  stepAt(Math.max(1, ...stages.map(({ id }) => id)) + 1, 'archive', 30);

/** The steps without one of them. The step that becomes the first one counts days of the clock from now on. */
export function withoutStep(stages: readonly DraftStage[], id: number): readonly DraftStage[] {
  const [first, ...rest] = stages.filter((stage) => stage.id !== id);
  if (first === undefined) return [];
  return [{ ...first, days: first.days ?? first.after, after: null }, ...rest];
}

/** Days from the clock to each step, for whom every step takes on its day (`offsetsOf` of the domain). */
export function daysTo(stages: readonly Pick<DraftStage, 'days' | 'after'>[]): readonly number[] {
  const all: number[] = [];
  for (const { days, after } of stages) {
    const before = all.at(-1);
    all.push(before === undefined ? (days ?? 0) : Math.max(days ?? 0, before + Math.max(1, after ?? 1)));
  }
  return all;
}
