import { type Flow, POLICY_FIELDS, useFlows, useGroups } from '../../common/api/index.ts';
import { type Formats, type Texts, useFormats, useTexts } from '../../common/texts/index.ts';
import type { FieldName } from './draft.ts';
import type { Said as Rules } from './draft-body.ts';

type Stage = Rules['stages'][number];

interface Words {
  readonly texts: Texts;
  readonly formats: Formats;
  readonly flows: readonly Flow[];
  readonly groups: readonly { readonly uuid: string; readonly name: string }[];
}

/** Of a rule: its name, and what the policy says, in words. */
interface Fact {
  readonly what: string;
  readonly said: string;
}

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

/** Rules that are said together with others, in words of their own. */
const TOLD: readonly FieldName[] = [
  'hour',
  'weekdays',
  'days_off',
  'max_rate',
  'brake_share',
  'brake_contacts',
  'brake_month_share',
  'wait_days',
  'control_share',
];

/** All that a policy says, in words. Versions are compared by them, so that no rule is shown and not compared. */
export function factsOf(rules: Rules, words: Words): readonly Fact[] {
  const { storedPolicies: texts, policyForm } = words.texts;
  const { number } = words.formats;
  const { max_rate, brake_share, brake_contacts, brake_month_share, wait_days } = rules;
  const brakes = [
    ...(brake_share === null ? [] : [texts.brakeShare({ share: brake_share })]),
    ...(brake_contacts === null ? [] : [texts.brakePeople({ count: brake_contacts, shown: number(brake_contacts) })]),
    ...(brake_month_share === null ? [] : [texts.brakeMonth({ share: brake_month_share })]),
  ];
  const said: Readonly<Record<keyof Texts['storedPolicies']['facts'], string>> = {
    people: peopleWords(rules, words),
    clock: clockWords(rules, words),
    steps: stepsOf(rules, words).join(', '),
    when: whenWords(rules, words),
    rate: max_rate === null ? texts.noLimit : number(max_rate),
    brake: brakes.length === 0 ? texts.noLimit : brakes.join(texts.or),
    wait: texts.protected({ count: wait_days }),
    control: controlWords(rules, words),
  };
  const others = POLICY_FIELDS.filter(({ name }) => !TOLD.includes(name));
  return [
    ...Object.entries(said).map(([key, one]) => ({ what: texts.facts[key as keyof typeof said], said: one })),
    ...others.map(({ name }) => ({ what: policyForm.labels[name], said: String(rules[name] ?? texts.noLimit) })),
  ];
}

/** What other rules say in other words, each with both; empty for rules that say the same. */
export function differencesOf(before: Rules, after: Rules, words: Words): readonly string[] {
  const { storedPolicies: texts } = words.texts;
  const was = factsOf(before, words);
  return factsOf(after, words).flatMap(({ what, said }, at) => {
    const earlier = was[at]?.said ?? '';
    return earlier === said ? [] : [texts.difference({ what, before: earlier, after: said })];
  });
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

/** What rules are put into words with. */
export function useWords() {
  const texts = useTexts();
  const formats = useFormats();
  return { texts, formats, flows: useFlows().data ?? [], groups: useGroups().data ?? [] };
}
