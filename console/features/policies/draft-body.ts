import type { Asked, Draft, DraftStage, StageType } from './draft.ts';
import { WEEKDAYS } from './draft.ts';

type AskedStage = NonNullable<Asked['stages']>[number];

/**
 * The rules of a whole draft. All of them are said, also those that are empty, because a change keeps what its body
 * leaves out.
 */
export function rulesOf(draft: Draft): Asked {
  return {
    ...choosing(draft),
    stages: stagesOf(draft.stages, (stage) => stage.do),
    hour: draft.hour,
    weekdays: draft.weekdays.length === WEEKDAYS.length ? [] : [...draft.weekdays],
    days_off: [...draft.daysOff],
    max_rate: draft.maxRate,
    brake_share: draft.brakeShare,
    brake_contacts: draft.brakeContacts,
    ...(draft.waitDays !== null && { wait_days: draft.waitDays }),
  };
}

/**
 * What is played over the past: whom the draft is for, and when each step comes. A step whose flow or group is not
 * chosen yet is played as a word to other programs, which comes on the same day. Null while a number of days is
 * missing, or whom it is for.
 */
export function playedOf(draft: Draft): Asked | null {
  const { stages, clock, field, groups } = draft;
  if (stages.length === 0 || (clock === 'field' && field === null) || groups?.length === 0) return null;
  if (stages.some(({ days, after }, at) => days === null && (at === 0 || after === null))) return null;
  return { ...choosing(draft), stages: stagesOf(stages, (stage) => (isNamed(stage) ? stage.do : 'tell')) };
}

/** Whether a step has the flow or the group that it needs. */
export const isNamed = ({ do: type, flow, group }: DraftStage): boolean =>
  (type !== 'start_flow' || flow !== null) && (type !== 'add_to_group' || group !== null);

const choosing = (draft: Draft): Omit<Asked, 'stages'> => ({
  clock: draft.clock,
  ...(draft.clock === 'field' && draft.field !== null && { clock_field: draft.field }),
  groups: draft.groups && [...draft.groups],
  query: draft.query.trim() === '' ? null : draft.query,
  exclude_groups: [...draft.excluded],
  control_share: draft.controlShare ?? 0,
  control_group: draft.controlGroup,
});

function stagesOf(stages: readonly DraftStage[], typeOf: (stage: DraftStage) => StageType): AskedStage[] {
  const keys = keysOf(stages);
  return stages.map((stage, at) => {
    const { days, after, flow, group } = stage;
    const type = typeOf(stage);
    return {
      ...{ do: type, key: keys[at] ?? type },
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
