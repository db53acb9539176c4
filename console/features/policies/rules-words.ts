import type { Flow } from '../../common/api/index.ts';
import type { Formats, Texts } from '../../common/texts/index.ts';
import type { Draft } from './draft.ts';
import { rulesOf } from './draft-body.ts';
import type { Version } from './stored.ts';

type Stage = Pick<Version['stages'][number], 'do' | 'days' | 'after' | 'flow' | 'group'>;
/** The rules of a version, of a policy, or of a draft. */
type Rules = Omit<Version, 'version' | 'on' | 'by' | 'stages'> & { readonly stages: readonly Stage[] };

interface Words {
  readonly texts: Texts;
  readonly formats: Formats;
  readonly flows: readonly Flow[];
  readonly groups: readonly { readonly uuid: string; readonly name: string }[];
}

export type Fact = keyof Texts['storedPolicies']['facts'];

/** What a step does, with the name of its flow or group. */
export function stageWords({ do: type, flow, group }: Stage, { texts, flows, groups }: Words): string {
  const named = flows.find(({ uuid }) => uuid === flow) ?? groups.find(({ uuid }) => uuid === group);
  const what = texts.policies.stages[type];
  return named ? `${what} (${named.name})` : what;
}

/** The steps of a policy, each with its days. */
export const stepsOf = ({ stages }: Pick<Rules, 'stages'>, words: Words): readonly string[] =>
  stages.map((stage) => {
    const { storedPolicies: texts } = words.texts;
    const { days, after } = stage;
    const what = stageWords(stage, words);
    if (days !== null)
      return after === null
        ? texts.firstStep({ step: what, count: days })
        : texts.bothSteps({ step: what, count: days, later: after });
    return texts.laterStep({ step: what, count: after ?? 1 });
  });

/** All that a policy says, in words. Versions are compared by them, so that no rule is shown and not compared. */
export function factsOf(rules: Rules, words: Words): Readonly<Record<Fact, string>> {
  const { storedPolicies: texts } = words.texts;
  const { number } = words.formats;
  const { max_rate, brake_share, brake_contacts, wait_days } = rules;
  const brakes = [
    ...(brake_share === null ? [] : [texts.brakeShare({ share: brake_share })]),
    ...(brake_contacts === null ? [] : [texts.brakePeople({ count: brake_contacts, shown: number(brake_contacts) })]),
  ];
  return {
    people: peopleWords(rules, words),
    clock: clockWords(rules, words),
    steps: stepsOf(rules, words).join(', '),
    when: whenWords(rules, words),
    rate: max_rate === null ? texts.noLimit : number(max_rate),
    brake: brakes.length === 0 ? texts.noLimit : brakes.join(texts.or),
    wait: texts.protected({ count: wait_days }),
    control: controlWords(rules, words),
  };
}

/** What other rules say in other words, each with both; empty for rules that say the same. */
export function differencesOf(before: Rules, after: Rules, words: Words): readonly string[] {
  const { storedPolicies: texts } = words.texts;
  const [was, is] = [factsOf(before, words), factsOf(after, words)];
  return (Object.keys(is) as Fact[])
    .filter((fact) => was[fact] !== is[fact])
    .map((fact) => texts.difference({ what: texts.facts[fact], before: was[fact], after: is[fact] }));
}

/** The rules of a draft as the service would show them. */
export function saidBy(draft: Draft, { groups }: Pick<Words, 'groups'>): Rules {
  const named = (uuid: string) => ({ uuid, name: groups.find((group) => group.uuid === uuid)?.name ?? null });
  const { weekdays = [] } = rulesOf(draft);
  const { clock, field, query, controlGroup, hour, maxRate, brakeShare, brakeContacts } = draft;
  return {
    ...{ groups: draft.groups?.map(named) ?? null, query: query.trim() || null },
    exclude_groups: draft.excluded.map(named),
    ...{ clock, clock_field: clock === 'field' ? field : null, stages: draft.stages },
    ...{ hour, weekdays, days_off: [...draft.daysOff], max_rate: maxRate },
    ...{ brake_share: brakeShare, brake_contacts: brakeContacts, wait_days: draft.waitDays ?? 0 },
    ...{ control_share: draft.controlShare ?? 0, control_group: controlGroup === null ? null : named(controlGroup) },
  };
}

function peopleWords({ groups, query, exclude_groups }: Rules, { texts: { storedPolicies: texts } }: Words): string {
  const names = (all: Rules['exclude_groups']) => all.map(({ name }) => name ?? texts.unnamedGroup).join(', ');
  const parts = [
    ...(groups === null ? [] : [texts.inGroups({ names: names(groups) })]),
    ...(query === null ? [] : [texts.matching({ query })]),
    ...(exclude_groups.length === 0 ? [] : [texts.notInGroups({ names: names(exclude_groups) })]),
  ];
  return parts.length === 0 ? texts.everybody : parts.join('; ');
}

const clockWords = ({ clock, clock_field }: Rules, { texts: { policies } }: Words): string =>
  clock_field === null ? policies.clocks[clock] : `${policies.clocks[clock]} (${clock_field})`;

function whenWords({ hour, weekdays, days_off }: Rules, { texts: { storedPolicies: texts }, formats }: Words): string {
  const on = weekdays.map((one) => texts.weekdays[one]).join(', ');
  const off = days_off.map((one) => formats.day(`${one}T12:00:00Z`)).join(', ');
  return texts.fromHour({ hour, on: on && texts.onDays({ names: on }), off: off && texts.daysOff({ names: off }) });
}

function controlWords({ control_share, control_group }: Rules, { texts: { storedPolicies: texts } }: Words): string {
  const parts = [
    ...(control_share === 0 ? [] : [texts.controlShare({ share: control_share })]),
    ...(control_group === null ? [] : [control_group.name ?? texts.unnamedGroup]),
  ];
  return parts.length === 0 ? texts.noControl : parts.join(texts.or);
}
