import { describe, expect, it } from 'vitest';
import type { RunStep } from '../../../../shared/domain/flows/flow.ts';
import { runFlow } from '../../../../shared/domain/flows/run.ts';
import tests from '../../../cases/flows/tests.json' with { type: 'json' };
import { assets, change, contactOf, now } from '../contacts/world.ts';
import { definition, EXIT, flowOf, type Json, NODE, uuid } from './fragment.ts';
import { ann, step } from './step.ts';

interface TestCase {
  readonly operand: string;
  readonly type: string;
  readonly arguments?: readonly string[];
  readonly finds: string | null;
  readonly extra?: Json;
  readonly error?: string;
}

const [YES, NO, FIRST_CASE, OTHER_EXIT] = [uuid(10), uuid(11), uuid(12), uuid(4)];

const yesNo = [
  { uuid: YES, name: 'Yes', exit_uuid: EXIT },
  { uuid: NO, name: 'No', exit_uuid: OTHER_EXIT },
];

const routed = (router: Json, part: Json = {}) =>
  flowOf(
    definition({
      nodes: [{ uuid: NODE, router, exits: [{ uuid: EXIT }, { uuid: OTHER_EXIT, destination_uuid: null }] }],
      ...part,
    }),
  );

const switchOn = ({ operand, type, arguments: given = [] }: Omit<TestCase, 'finds'>, part: Json = {}): Json => ({
  type: 'switch',
  operand,
  result_name: 'Answer',
  default_category_uuid: NO,
  cases: [{ uuid: FIRST_CASE, type, arguments: given, category_uuid: YES }],
  categories: yesNo,
  ...part,
});

/** What a router does at Ann's step. */
function route(router: Json, part: Json = {}, at: Partial<RunStep> = {}) {
  const flow = routed(router, part);
  if (flow.start?.route == null) throw new Error('The node has no router');
  const { exit, effects } = flow.start.route({ ...step, flow, ...at });
  const kept = effects.flatMap((effect) => (effect.type === 'result' ? [effect.result] : []));
  const errors = effects.flatMap((effect) => (effect.type === 'event' ? [effect.event] : []));
  return { exit, result: kept[0], errors };
}

describe('the test', () => {
  it.each(tests as readonly TestCase[])('$type $arguments of "$operand" finds $finds', (one) => {
    const { exit, result, errors } = route(switchOn(one));
    expect(exit).toBe(one.finds === null ? OTHER_EXIT : EXIT);
    expect(result?.category).toBe(one.finds === null ? 'No' : 'Yes');
    if (one.finds !== null) expect(result?.value).toBe(one.finds);
    expect(result?.extra).toEqual(one.extra);
    expect(errors.map((event) => ('text' in event ? event.text : event))).toEqual(one.error ? [one.error] : []);
  });
});

describe('a switch', () => {
  it('takes the first case that holds', () => {
    const cases = [
      { uuid: uuid(20), type: 'has_number_lt', arguments: ['18'], category_uuid: NO },
      { uuid: uuid(21), type: 'has_number_lt', arguments: ['65'], category_uuid: YES },
      { uuid: uuid(22), type: 'has_number', arguments: [], category_uuid: NO },
    ];
    const { exit, result } = route(switchOn({ operand: '@fields.age', type: 'has_text' }, { cases }));
    expect(exit).toBe(EXIT);
    expect(result).toEqual({ name: 'Answer', category: 'Yes', value: '37', input: '37' });
  });

  it('keeps the operand as the value of the default category', () => {
    const { result } = route(switchOn({ operand: 'dunno', type: 'has_number' }));
    expect(result).toEqual({ name: 'Answer', category: 'No', value: 'dunno', input: 'dunno' });
  });

  it('keeps nothing without a result name', () => {
    expect(route(switchOn({ operand: '1', type: 'has_number' }, { result_name: undefined })).result).toBeUndefined();
  });

  it('fails the run when no case holds and there is no default, and the contact is not changed', () => {
    const actions = [{ uuid: uuid(50), type: 'set_contact_status', status: 'archived' }];
    const router = switchOn({ operand: 'x', type: 'has_number' }, { default_category_uuid: null });
    const flow = routed(router, {
      nodes: [{ uuid: NODE, actions, router, exits: [{ uuid: EXIT }, { uuid: OTHER_EXIT }] }],
    });
    const before = contactOf({ name: 'Bob', groups: ['Testers'] });
    const options = { assets, params: null, now, random: () => 0, change, taken: new Set<string>() };
    const run = runFlow(flow, before, options);
    expect(run).toMatchObject({ status: 'failed', path: [{ node: NODE, exit: null }] });
    expect(run.events).toEqual([{ type: 'failure', text: 'Router failed to pick a category' }]);
    expect(run.contact).toBe(before);
  });

  it('skips a case when an expression in its arguments fails', () => {
    const { exit, errors } = route(switchOn({ operand: '5', type: 'has_number_gt', arguments: ['@(1 / 0)'] }));
    expect(exit).toBe(OTHER_EXIT);
    expect(errors).toEqual([
      {
        type: 'error',
        text: 'Error evaluating expression: division by zero',
        code: 'expression',
        extra: { expression: '@(1 / 0)' },
      },
    ]);
  });

  const localization = { fra: { [FIRST_CASE]: { arguments: ['oui'] }, [YES]: { name: ['Oui'] } } };
  const answer = switchOn({ operand: 'oui', type: 'has_any_word', arguments: ['yes'] });
  const speaking = (...languages: string[]): Partial<RunStep> => ({
    assets: { ...assets, settings: { ...assets.settings, languages } },
  });

  it("compares with the arguments in the contact's language, and names the category in it", () => {
    const { exit, result } = route(answer, { localization }, speaking('eng', 'fra'));
    expect(exit).toBe(EXIT);
    expect(result).toMatchObject({ category: 'Yes', category_localized: 'Oui' });
  });

  it("uses the workspace's first language for others, and the flow's own last", () => {
    const blank = { contact: { ...ann, language: null } };
    expect(route(answer, { localization }, { ...speaking('fra'), ...blank }).exit).toBe(EXIT);
    expect(route(answer, { localization }, { ...speaking('eng'), ...blank }).exit).toBe(OTHER_EXIT);
    expect(route(answer, { localization }, speaking('eng')).exit).toBe(OTHER_EXIT);
  });
});

describe('a random router', () => {
  const router = { type: 'random', result_name: 'Arm', categories: yesNo };

  it.each([
    [0, EXIT, '0'],
    [0.499, EXIT, '0'],
    [0.5, OTHER_EXIT, '1'],
    [0.999, OTHER_EXIT, '1'],
  ])('that draws %s leaves by one of equal parts', (drawn, exit, value) => {
    const routing = route(router, {}, { random: () => drawn });
    expect(routing.exit).toBe(exit);
    expect(routing.result).toEqual({
      name: 'Arm',
      category: value === '0' ? 'Yes' : 'No',
      value,
      input: String(drawn),
    });
  });
});
