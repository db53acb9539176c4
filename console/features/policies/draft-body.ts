import { POLICY_FIELDS } from '../../common/api/choices.ts';
import type { paths } from '../../common/api/schema.d.ts';
import { type Asked, type Draft, type DraftStage, draftFields, type StageType, WEEKDAYS } from './draft.ts';

type Policies = paths['/api/v2/policies.json']['get']['responses'][200]['content']['application/json'];
/** What a policy and each of its versions say. */
type Rules = Omit<NonNullable<Policies['results'][number]['versions']>[number], 'version' | 'on' | 'by'>;
type Stage = Pick<Rules['stages'][number], 'do' | 'days' | 'after' | 'flow' | 'group'>;
/** The rules of a version, of a policy, or of a draft. */
export type Said = Omit<Rules, 'stages'> & { readonly stages: readonly Stage[] };

type AskedStage = NonNullable<Asked['stages']>[number];

/** The draft that says what a policy says, so that the form can change it. */
export const draftOf = (policy: Rules): Draft => ({
  clock: policy.clock,
  clock_field: policy.clock_field,
  groups: policy.groups?.map(({ uuid }) => uuid) ?? null,
  query: policy.query ?? '',
  exclude_groups: policy.exclude_groups.map(({ uuid }) => uuid),
  stages: policy.stages.map(({ words: _, ...stage }, at) => ({ ...stage, id: at + 1 })),
  ...draftFields(({ name }) => policy[name]),
  control_group: policy.control_group?.uuid ?? null,
});

/**
 * The rules of a whole draft. All of them are said, also those that are empty, because a change keeps what its body
 * leaves out.
 */
export const rulesOf = (draft: Draft): Asked => ({
  ...choosing(draft),
  stages: stagesOf(draft.stages, (stage) => stage.do),
  ...Object.fromEntries(
    POLICY_FIELDS.flatMap(({ name, control, empty }): [string, unknown][] => {
      const value = draft[name] ?? empty;
      if (value === 'needed') return [];
      return [[name, control === 'weekdays' && draft.weekdays.length === WEEKDAYS.length ? [] : value]];
    }),
  ),
});

/** The rules of a draft as the service would show them. */
export function saidBy(draft: Draft, groups: readonly { readonly uuid: string; readonly name: string }[]): Said {
  const named = (uuid: string) => ({ uuid, name: groups.find((group) => group.uuid === uuid)?.name ?? null });
  const { clock, clock_field, query, stages, control_group } = draft;
  return {
    ...(rulesOf(draft) as unknown as Said),
    groups: draft.groups?.map(named) ?? null,
    query: query.trim() || null,
    exclude_groups: draft.exclude_groups.map(named),
    clock_field: clock === 'field' ? clock_field : null,
    stages,
    control_group: control_group === null ? null : named(control_group),
  };
}

/**
 * What is played over the past: whom the draft is for, and when each step comes. A step whose flow or group is not
 * chosen yet is played as a word to other programs, which comes on the same day. Null while a number of days is
 * missing, or whom it is for.
 */
export function playedOf(draft: Draft): Asked | null {
  const { stages, clock, clock_field, groups } = draft;
  if (stages.length === 0 || (clock === 'field' && clock_field === null) || groups?.length === 0) return null;
  if (stages.some(({ days, after }, at) => days === null && (at === 0 || after === null))) return null;
  return { ...choosing(draft), stages: stagesOf(stages, (stage) => (isNamed(stage) ? stage.do : 'tell')) };
}

/** Whether a step has the flow or the group that it needs. */
export const isNamed = ({ do: type, flow, group }: DraftStage): boolean =>
  (type !== 'start_flow' || flow !== null) && (type !== 'add_to_group' || group !== null);

const choosing = (draft: Draft): Omit<Asked, 'stages'> => ({
  clock: draft.clock,
  ...(draft.clock === 'field' && draft.clock_field !== null && { clock_field: draft.clock_field }),
  groups: draft.groups && [...draft.groups],
  query: draft.query.trim() === '' ? null : draft.query,
  exclude_groups: [...draft.exclude_groups],
  control_share: draft.control_share ?? 0,
  control_group: draft.control_group,
});

function stagesOf(stages: readonly DraftStage[], typeOf: (stage: DraftStage) => StageType): AskedStage[] {
  const keys = keysOf(stages);
  return stages.map((stage, at) => {
    const { days, after, flow, group } = stage;
    const type = typeOf(stage);
    return {
      do: type,
      key: keys[at] ?? type,
      ...(days !== null && { days }),
      ...(after !== null && at > 0 && { after }),
      ...(type === 'start_flow' && flow !== null && { flow }),
      ...(type === 'add_to_group' && group !== null && { group }),
    };
  });
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
