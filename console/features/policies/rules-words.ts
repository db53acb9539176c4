import type { Flow } from '../../common/api/index.ts';
import type { Formats, Texts } from '../../common/texts/index.ts';
import type { StoredPolicy, Version } from './stored.ts';

type Rules = Version | StoredPolicy;
type Stage = Rules['stages'][number];

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
export const stepsOf = ({ stages }: Rules, words: Words): readonly string[] =>
  stages.map((stage) => {
    const { storedPolicies: texts } = words.texts;
    const { days, after } = stage;
    const what = stageWords(stage, words);
    if (days !== null) return after === null ? texts.firstStep(what, days) : texts.bothSteps(what, days, after);
    return texts.laterStep(what, after ?? 1);
  });

/** All that a policy says, in words. Versions are compared by them, so that no rule is shown and not compared. */
export function factsOf(rules: Rules, words: Words): Readonly<Record<Fact, string>> {
  const { storedPolicies: texts } = words.texts;
  const { number } = words.formats;
  const { max_rate, brake_share, brake_contacts, wait_days } = rules;
  const brakes = [
    ...(brake_share === null ? [] : [texts.brakeShare(brake_share)]),
    ...(brake_contacts === null ? [] : [texts.brakePeople(brake_contacts, number(brake_contacts))]),
  ];
  return {
    people: peopleWords(rules, words),
    clock: clockWords(rules, words),
    steps: stepsOf(rules, words).join(', '),
    when: whenWords(rules, words),
    rate: max_rate === null ? texts.noLimit : number(max_rate),
    brake: brakes.length === 0 ? texts.noLimit : brakes.join(texts.or),
    wait: texts.protected(wait_days),
    control: controlWords(rules, words),
  };
}

function peopleWords({ groups, query, exclude_groups }: Rules, { texts: { storedPolicies: texts } }: Words): string {
  const names = (all: Rules['exclude_groups']) => all.map(({ name }) => name ?? texts.unnamedGroup).join(', ');
  const parts = [
    ...(groups === null ? [] : [texts.inGroups(names(groups))]),
    ...(query === null ? [] : [texts.matching(query)]),
    ...(exclude_groups.length === 0 ? [] : [texts.notInGroups(names(exclude_groups))]),
  ];
  return parts.length === 0 ? texts.everybody : parts.join('; ');
}

const clockWords = ({ clock, clock_field }: Rules, { texts: { policies } }: Words): string =>
  clock_field === null ? policies.clocks[clock] : `${policies.clocks[clock]} (${clock_field})`;

function whenWords({ hour, weekdays, days_off }: Rules, { texts: { storedPolicies: texts }, formats }: Words): string {
  const on = weekdays.map((one) => texts.weekdays[one]).join(', ');
  const off = days_off.map((one) => formats.day(`${one}T12:00:00Z`)).join(', ');
  return texts.fromHour(hour, on && texts.onDays(on), off && texts.daysOff(off));
}

function controlWords({ control_share, control_group }: Rules, { texts: { storedPolicies: texts } }: Words): string {
  const parts = [
    ...(control_share === 0 ? [] : [texts.controlShare(control_share)]),
    ...(control_group === null ? [] : [control_group.name ?? texts.unnamedGroup]),
  ];
  return parts.length === 0 ? texts.noControl : parts.join(texts.or);
}
