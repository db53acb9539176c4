import type { Answer, Body } from '../../common/api/index.ts';

export type Simulation = Answer<'policy_simulations', 'post'>;
type Asked = Body<'policy_simulations'>;
type AskedStage = NonNullable<Asked['stages']>[number];
export type StageType = AskedStage['do'];
export type ClockName = NonNullable<Asked['clock']>;
export type Within = keyof Simulation['returns'];

/** A step as it is typed: `days` counts from the clock in the first one, and from the step before in others. */
export interface DraftStage {
  readonly id: number;
  readonly do: StageType;
  /** Under which the policy knows it; null for a new step. */
  readonly key: string | null;
  readonly days: number;
  readonly flow: string | null;
  readonly group: string | null;
}

export interface Draft {
  readonly clock: ClockName;
  readonly field: string | null;
  readonly query: string;
  readonly stages: readonly DraftStage[];
}

const step = (id: number, type: StageType, days: number): DraftStage => ({
  id,
  do: type,
  key: null,
  days,
  flow: null,
  group: null,
});

/** Tell other programs, stop sending a month later, archive two months after that. */
export const FIRST_DRAFT: Draft = {
  clock: 'last_seen',
  field: null,
  query: '',
  stages: [step(1, 'tell', 90), step(2, 'stop_sending', 30), step(3, 'archive', 60)],
};

export const STAGE_TYPES: readonly StageType[] = [
  ...(['flag', 'start_flow', 'add_to_group', 'tell', 'stop_sending', 'archive', 'delete'] as const),
];

export const nextStep = ({ stages }: Draft): DraftStage =>
  step(Math.max(0, ...stages.map(({ id }) => id)) + 1, 'archive', 30);

/** Null while a step lacks what it names, so that nothing half-typed is asked. */
export function bodyOf({ clock, field, query, stages }: Draft): Asked | null {
  if (stages.length === 0 || (clock === 'field' && field === null)) return null;
  const asked: AskedStage[] = [];
  const keys = keysOf(stages);
  for (const [at, { do: type, days, flow, group }] of stages.entries()) {
    if (!(days >= 1)) return null;
    if ((type === 'start_flow' && flow === null) || (type === 'add_to_group' && group === null)) return null;
    asked.push({
      ...{ do: type, key: keys[at] ?? type },
      ...(at === 0 ? { days } : { after: days }),
      ...(type === 'start_flow' && flow !== null && { flow }),
      ...(type === 'add_to_group' && group !== null && { group }),
    });
  }
  return {
    clock,
    ...(clock === 'field' && field !== null && { clock_field: field }),
    ...(query.trim() !== '' && { query }),
    stages: asked,
  };
}

/**
 * The same with everything said that a form can empty, because a change keeps what its body leaves out. Ask it of whole
 * drafts only.
 */
export function rulesOf(draft: Draft): Asked {
  const body = bodyOf(draft);
  if (body === null) throw new Error('This draft is not whole.');
  return { ...body, query: draft.query.trim() === '' ? null : draft.query };
}

/** Steps that are kept keep their keys, by which people stand where they stood. New ones get others. */
function keysOf(stages: readonly DraftStage[]): readonly string[] {
  const taken = new Set(stages.flatMap(({ key }) => key ?? []));
  return stages.map(({ do: type, key }) => {
    if (key !== null) return key;
    let number = 1;
    while (taken.has(keyOf(type, number))) number++;
    taken.add(keyOf(type, number));
    return keyOf(type, number);
  });
}

const keyOf = (type: StageType, number: number): string => (number === 1 ? type : `${type}_${number}`);

/** Days from the clock to each step, as the line shows them. */
export const daysTo = (stages: readonly DraftStage[]): readonly number[] =>
  stages.map((_, at) => stages.slice(0, at + 1).reduce((sum, { days }) => sum + days, 0));
