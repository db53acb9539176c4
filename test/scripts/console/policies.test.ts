/** The form of policies: its examples, what it says and keeps, what it refuses, and the order of the list. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../console/common/api/choices.ts';
import {
  type Draft,
  daysTo,
  nextStep,
  stepAt,
  WEEKDAYS,
  withoutStep,
} from '../../../console/features/policies/draft.ts';
import { draftOf, playedOf, rulesOf } from '../../../console/features/policies/draft-body.ts';
import { problemsOf } from '../../../console/features/policies/draft-problems.ts';
import { EXAMPLES, type Example, exampleOf } from '../../../console/features/policies/gallery.ts';
import { placesAfter } from '../../../console/features/policies/policy-order.ts';
import { policyShown } from '../../../functions/policies/present.ts';
import { WEEKDAYS as DOMAIN_WEEKDAYS } from '../../../shared/domain/calendar/days.ts';
import { type GivenRules, rulesBody } from '../../../shared/domain/policies/body.ts';
import { offsetsOf } from '../../../shared/domain/policies/due.ts';
import { MOST_STAGES } from '../../../shared/domain/policies/policy.ts';
import { assets } from '../../shared/domain/contacts/world.ts';
import { policyOf, rules } from '../../shared/domain/policies/samples.ts';
import { textsIn } from '../../support/languages.ts';
import { runs } from '../../support/property/runs.ts';

const FLOW = '5a1f0000-0000-4000-8000-000000000001';
const { dormancyDays } = assets.settings;
const [group = ''] = [...assets.groups.values()].filter(({ query }) => query === null).map(({ uuid }) => uuid);
const [dateField = ''] = [...assets.fields.values()].filter(({ type }) => type === 'datetime').map(({ key }) => key);

const begun = (example: Example): Draft => exampleOf(example, { dormancyDays });
const problems = (draft: Draft) => problemsOf(draft, LIMITS.policies);

/** An example with everything chosen that it asks for. */
function filled(example: Example): Draft {
  const draft = begun(example);
  return {
    ...draft,
    groups: draft.groups && [group],
    clock_field: draft.clock === 'field' ? dateField : null,
    stages: draft.stages.map((stage) => ({
      ...stage,
      days: stage.days ?? (stage.after === null ? 30 : null),
      flow: stage.do === 'start_flow' ? FLOW : null,
    })),
  };
}

describe('An example of the gallery', () => {
  it.each(EXAMPLES)('%s is taken by the service once what it asks for is chosen', (example) => {
    const draft = filled(example);
    expect(problems(draft)).toEqual({});
    expect(rules(rulesOf(draft) as GivenRules)).toMatchObject({ stages: expect.any(Array) });
  });

  it.each(EXAMPLES)('%s can be played, and its days are those by which the service plays it', (example) => {
    const played = playedOf(filled(example));
    const made = rules(played as GivenRules);
    if (typeof made === 'string') throw new Error(made);
    expect(daysTo(filled(example).stages)).toEqual(offsetsOf(made).map((offset) => offset - 1));
  });

  it('flags nobody before the flag of the workspace comes off no more', () => {
    expect(exampleOf('win_back', { dormancyDays: 180 }).stages[0]).toMatchObject({ do: 'flag', days: 180 });
  });

  it('has the defaults of the service for all that it does not say', () => {
    const { stages } = rulesOf(begun('sunset'));
    expect(rules(rulesOf(begun('sunset')) as GivenRules)).toEqual(rules({ stages } as GivenRules));
  });

  it('says what is missing: a flow, groups, a field, and days', () => {
    const missing = { code: 'missing' };
    expect(problems(begun('win_back'))).toEqual({ 'stages.2.flow': missing });
    expect(problems(begun('invalid_number'))).toEqual({ groups: missing });
    expect(problems(begun('programme_ended'))).toEqual({ clock_field: missing });
    expect(problems(begun('empty'))).toEqual({ 'stages.1.days': missing });
    expect([begun('invalid_number'), begun('programme_ended'), begun('empty')].map(playedOf)).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('is played before its flow is chosen, with the same days', () => {
    expect(playedOf(begun('win_back'))?.stages?.map(({ do: type, days, after }) => [type, days ?? after])).toEqual([
      ['flag', 90],
      ['tell', 14],
      ['archive', 30],
      ['delete', 365],
    ]);
  });
});

it('The guide lists the examples of the gallery, with their steps', () => {
  const guide = readFileSync('docs/policies.md', 'utf8');
  const { policies, policyForm, storedPolicies: words } = textsIn('en');
  const rows = EXAMPLES.map((example) => {
    const steps = begun(example).stages.flatMap(({ do: type, days, after }) => {
      if (after !== null) return [words.laterStep({ step: policies.stages[type], count: after })];
      return days === null ? [] : [words.firstStep({ step: policies.stages[type], count: days })];
    });
    return `| ${policyForm.examples[example].name} |${steps.length === 0 ? '' : ` ${steps.join(', ')}`} |`;
  });
  expect(rows.filter((row) => !guide.includes(row))).toEqual([]);
});

const given: fc.Arbitrary<GivenRules> = fc.record({
  groups: fc.constantFrom(null, [group]),
  exclude_groups: fc.constantFrom([], [group]),
  clock: fc.constantFrom('last_seen' as const, 'created' as const),
  stages: fc.constantFrom<NonNullable<GivenRules['stages']>>(
    [{ do: 'tell', key: 'word', days: 0 }],
    [
      { do: 'tell', days: 90 },
      { do: 'archive', days: 120, after: 14 },
      { do: 'delete', after: 365 },
    ],
    [
      { do: 'start_flow', days: 30, flow: FLOW },
      { do: 'tell', days: 40 },
      { do: 'tell', after: 1 },
    ],
  ),
  hour: fc.integer({ min: 0, max: 23 }),
  weekdays: fc.subarray([...DOMAIN_WEEKDAYS], { maxLength: 6 }),
  days_off: fc.constantFrom([], ['2026-12-25', '2027-01-01']),
  max_rate: fc.constantFrom(null, 1, 5_000),
  brake_share: fc.constantFrom(null, 1, 100),
  brake_contacts: fc.constantFrom(null, 1),
  wait_days: fc.integer({ min: 1, max: 365 }),
  control_share: fc.integer({ min: 0, max: 50 }),
  control_group: fc.constantFrom(null, group),
});

describe('The form', () => {
  it('has every rule that the API has', () => {
    const draft = { ...filled('programme_ended') };
    expect(Object.keys(rulesOf(draft)).sort()).toEqual(Object.keys(rulesBody).sort());
    expect(WEEKDAYS).toEqual(DOMAIN_WEEKDAYS);
    expect(LIMITS.policies.stages).toEqual([1, MOST_STAGES]);
  });

  it('keeps every rule of a policy that is edited and saved without a change', () => {
    fc.assert(
      fc.property(given, fc.constantFrom(null, 'gender = "f"'), (body, query) => {
        const policy = policyOf(body, {}, query);
        const draft = draftOf(policyShown.show(policy, assets));
        expect(problems(draft)).toEqual({});
        const again = rulesOf(draft);
        expect(again.query ?? null).toBe(query);
        expect(rules(again as GivenRules, query)).toEqual(policy.rules);
      }),
      { numRuns: runs(1_000) },
    );
  });

  it('counts the days to each step as the service does', () => {
    const step = fc.record({ days: fc.option(fc.nat(400)), after: fc.option(fc.integer({ min: 1, max: 60 })) });
    fc.assert(
      fc.property(fc.nat(400), fc.array(step, { maxLength: 7 }), (first, rest) => {
        const stages = [{ days: first, after: null }, ...rest];
        const asRules = stages.map(({ days, after }) => ({
          ...{ do: 'tell' as const, key: 'tell' },
          ...(days !== null && { days }),
          ...(after !== null && { after }),
        }));
        expect(daysTo(stages)).toEqual(offsetsOf({ stages: asRules }).map((offset) => offset - 1));
      }),
      { numRuns: runs(1_000) },
    );
  });

  it('lets the step that becomes the first one count days of the clock', () => {
    const stages = [stepAt(1, 'tell', 90), stepAt(2, 'archive', 30)];
    expect(withoutStep(stages, 1)).toEqual([{ ...stages[1], days: 30, after: null }]);
    expect(nextStep({ ...begun('empty'), stages: withoutStep(stages, 1) })).toMatchObject({ id: 3, after: 30 });
  });

  it('refuses a number out of the bounds of the API, and a week without a day, at their fields', () => {
    const draft = {
      ...begun('sunset'),
      weekdays: [],
      wait_days: 0,
      brake_share: 101,
      max_rate: 1.5,
      control_share: 51,
    };
    expect(problems(draft)).toEqual({
      weekdays: { code: 'missing' },
      wait_days: { code: 'between', least: 1, most: 365 },
      brake_share: { code: 'between', least: 1, most: 100 },
      max_rate: { code: 'between', least: 1, most: 5_000 },
      control_share: { code: 'between', least: 0, most: 50 },
    });
    expect(problems({ ...begun('sunset'), wait_days: null, brake_share: null, max_rate: null })).toEqual({
      wait_days: { code: 'missing' },
    });
  });

  it('asks for one of the two numbers of a later step', () => {
    const stages = [stepAt(1, 'tell', 90), { ...stepAt(2, 'archive', null), days: 100 }];
    expect(problems({ ...begun('sunset'), stages })).toEqual({});
    const without = [stepAt(1, 'tell', 90), stepAt(2, 'archive', null)];
    expect(problems({ ...begun('sunset'), stages: without })).toEqual({ 'stages.2.after': { code: 'missing' } });
  });
});

describe('A policy that moves in the list', () => {
  const at = (uuid: string, position: number) => ({ uuid, position });

  it('changes places with its neighbour, and nobody else is written', () => {
    const list = [at('a', 1), at('b', 4), at('c', 9)];
    expect(placesAfter(list, 'c', -1)).toEqual([at('c', 4), at('b', 9)]);
    expect(placesAfter(list, 'a', 1)).toEqual([at('b', 1), at('a', 4)]);
  });

  it('stays at the end of the list', () => {
    expect(placesAfter([at('a', 1), at('b', 2)], 'a', -1)).toEqual([]);
    expect(placesAfter([at('a', 1), at('b', 2)], 'b', 1)).toEqual([]);
    expect(placesAfter([], 'a', 1)).toEqual([]);
  });

  it('gives all a place of their own where two had the same', () => {
    expect(placesAfter([at('a', 1), at('b', 1), at('c', 2)], 'b', -1)).toEqual([at('a', 2), at('c', 3)]);
  });
});
