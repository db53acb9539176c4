import { describe, expect, it } from 'vitest';
import { describeProblem, type Problem, parseFlow, parseFlows } from '../../../../shared/domain/flows/definition.ts';
import { sentenceOf } from '../../../../shared/lambda/http/refusals.ts';
import refusals from '../../../cases/flows/refusals.json' with { type: 'json' };
import { actionsFlow, definition, EXIT, FLOW, flowOf, type Json, NODE, uuid } from './fragment.ts';

interface Refusal {
  readonly name: string;
  readonly definition?: unknown;
  readonly set?: Json;
  readonly version?: string;
  readonly actions?: readonly Json[];
  readonly router?: Json;
  readonly texts: readonly string[];
}

/** The names that cases use for uuids and for long texts. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/NODE/g, NODE],
  [/EXIT/g, EXIT],
  [/CATEGORY/g, uuid(9)],
  [/ACTION(\d)/g, uuid(100).slice(0, -1)],
  [/LONG(\d+)/g, ''],
];

function spelledOut<T>(json: T): T {
  const text = NAMES.reduce(
    (whole, [name, value]) =>
      whole.replace(name, (found, count: unknown) => {
        if (found.startsWith('LONG')) return 'x'.repeat(Number(count));
        return found.startsWith('ACTION') ? `${value}${Number(count) - 1}` : value;
      }),
    JSON.stringify(json),
  );
  return JSON.parse(text) as T;
}

function refused({ definition: whole, set = {}, version, actions, router }: Refusal): unknown {
  if (whole !== undefined) return whole;
  if (router !== undefined) {
    const nodes = [{ uuid: NODE, router, exits: [{ uuid: EXIT }] }];
    return definition({ nodes, ...(version && { spec_version: version }) });
  }
  return actions === undefined ? definition(set) : actionsFlow(actions);
}

const described = (problem: Problem): string => sentenceOf(describeProblem(problem));

const textsOf = (json: unknown): readonly string[] => {
  const reading = parseFlow(json);
  return reading.ok ? [] : reading.problems.map(described);
};

describe('a definition is refused for', () => {
  it.each(refusals as readonly Refusal[])('$name', (one) => {
    const refusal = spelledOut(one);
    expect(textsOf(refused(refusal))).toEqual(refusal.texts);
  });

  const exits = (count: number, first = 1_000) => Array.from({ length: count }, (_, i) => ({ uuid: uuid(first + i) }));

  it.each([
    [
      '1,001 nodes',
      definition({ nodes: exits(1_001).map((node) => ({ ...node, exits: [{ uuid: EXIT }] })) }),
      'nodes',
      1_000,
    ],
    ['101 exits', definition({ nodes: [{ uuid: NODE, exits: exits(101) }] }), 'nodes.0.exits', 100],
    [
      '101 actions',
      actionsFlow(Array.from({ length: 101 }, () => ({ type: 'set_contact_status' }))),
      'nodes.0.actions',
      100,
    ],
  ])('%s', (_, json, field, most) => {
    expect(textsOf(json)).toEqual([`field '${field}' must have at most ${most} items`]);
  });

  it('101 categories, 101 cases and 11 arguments', () => {
    const router = (part: Json): Json => ({ type: 'switch', operand: '', categories: [], ...part });
    const categories = exits(101).map((category) => ({ ...category, name: 'A', exit_uuid: EXIT }));
    const cases = exits(101, 2_000).map((one) => ({ ...one, type: 'has_text', category_uuid: uuid(9) }));
    const texts = (part: Json) => textsOf(refused({ name: '', router: router(part), texts: [] }));
    expect(texts({ categories })).toEqual([`node ${NODE} (switch): field 'categories' must have at most 100 items`]);
    expect(texts({ categories: categories.slice(0, 1), cases })).toEqual([
      `node ${NODE} (switch): field 'cases' must have at most 100 items`,
    ]);
    const long = [{ ...cases[0], arguments: Array.from({ length: 11 }, () => 'x') }];
    expect(texts({ categories: categories.slice(0, 1), cases: long })).toEqual([
      `node ${NODE} (switch): field 'cases.0.arguments' must have at most 10 items`,
    ]);
  });

  it('editor data over 262,144 bytes', () => {
    expect(textsOf(definition({ _ui: { note: 'é'.repeat(131_100) } }))).toEqual([
      "field '_ui' must have at most 262144 bytes",
    ]);
  });
});

describe('a definition that can run', () => {
  it('may say by an empty text, or not at all, that there is no default category, no destination and no value', () => {
    const router = {
      type: 'switch',
      operand: '1',
      default_category_uuid: '',
      categories: [{ uuid: uuid(20), name: 'All', exit_uuid: EXIT }],
      cases: [{ uuid: uuid(21), type: 'has_number', category_uuid: uuid(20) }],
    };
    const actions = [
      { uuid: uuid(30), type: 'set_contact_name' },
      { uuid: uuid(31), type: 'set_contact_language' },
    ];
    const nodes = [{ uuid: NODE, actions, router, exits: [{ uuid: EXIT, destination_uuid: '' }] }];
    const flow = flowOf(definition({ spec_version: '14.4.2', nodes }));
    expect(flow.start?.exits).toEqual([{ uuid: EXIT, destination: null }]);
  });

  it('may use a uuid twice where nothing looks it up across the flow: in cases and categories', () => {
    const router = (exit: string) => ({
      type: 'switch',
      operand: '1',
      categories: [{ uuid: uuid(20), name: 'All', exit_uuid: exit }],
      cases: [{ uuid: uuid(20), type: 'has_number', arguments: [], category_uuid: uuid(20) }],
    });
    const nodes = [
      { uuid: NODE, router: router(EXIT), exits: [{ uuid: EXIT }] },
      { uuid: uuid(5), router: router(uuid(30)), exits: [{ uuid: uuid(30) }] },
    ];
    expect(flowOf(definition({ nodes })).nodes.size).toBe(2);
  });

  it('may be empty', () => {
    expect(flowOf(definition({}))).toMatchObject({ uuid: FLOW, name: 'Cases', start: null, results: [] });
  });

  it('lists the results that its runs may keep, each name once', () => {
    const keep = (n: number, name: string, category: string) => ({
      uuid: uuid(n),
      type: 'set_run_result',
      name,
      value: '1',
      category,
    });
    const router = {
      type: 'random',
      result_name: 'Age band',
      categories: [{ uuid: uuid(20), name: 'Other', exit_uuid: uuid(30) }],
    };
    const nodes = [
      { uuid: NODE, actions: [keep(10, 'Age Band', 'Adult'), keep(11, 'Note', '')], exits: [{ uuid: EXIT }] },
      { uuid: uuid(5), router, exits: [{ uuid: uuid(30) }] },
    ];
    expect(flowOf(definition({ nodes })).results).toEqual([
      { key: 'age_band', name: 'Age Band', categories: ['Adult', 'Other'], node_uuids: [NODE, uuid(5)] },
      { key: 'note', name: 'Note', categories: [], node_uuids: [NODE] },
    ]);
  });
});

describe('an export file', () => {
  const [one, other] = [definition({ uuid: uuid(71) }), definition({ uuid: uuid(72) })];
  const uuids = (json: unknown) => {
    const reading = parseFlows(json);
    return reading.ok ? reading.flows.map(({ frame }) => frame.uuid) : reading.problems.map(described);
  };

  const tooOld = (version: string) =>
    `version ${version} is too old: export it again from TextIt, which gives version 13`;

  it('has several flows; a single definition counts as one', () => {
    expect(uuids({ version: '13', flows: [one, other] })).toEqual([uuid(71), uuid(72)]);
    expect(uuids({ version: 13, flows: [] })).toEqual([]);
    expect(uuids({ version: '13.0.0', flows: [one] })).toEqual([uuid(71)]);
    expect(uuids({ version: '13.1', flows: [one] })).toEqual([uuid(71)]);
    expect(uuids(one)).toEqual([uuid(71)]);
  });

  it.each([
    [{ flows: [] }, 'Export missing version field'],
    [{ version: 11, flows: [{ action_sets: [] }] }, tooOld('11')],
    [{ version: '10.4', flows: [{ definition: {} }] }, tooOld('10.4')],
    [{ version: '3', flows: 'any' }, tooOld('3')],
    [{ version: '13.0.0', flows: [{ action_sets: [], version: 2 }] }, tooOld('2')],
    [{ version: '13', flows: [{ definition: {} }] }, tooOld('11.12')],
    [{ version: 'newest', flows: [] }, 'Unsupported export version newest'],
    [{ version: '14', flows: [] }, 'Unsupported export version 14'],
    [{ version: 2, flows: [] }, 'Unsupported export version 2'],
    [{ version: '13', flows: {} }, "field 'flows' must be an array"],
    [{ version: '13', flows: [one, definition({ type: 'x' })] }, "field 'type' is not valid"],
  ])('%j is refused', (json, text) => {
    expect(uuids(json)).toEqual([text]);
  });
});
