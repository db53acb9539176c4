import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certainFailures, parseFlow, runFlow } from '../../../../shared/domain/flows/definition.ts';
import type { FlowId } from '../../../../shared/domain/ids.ts';
import { sentenceOf } from '../../../../shared/lambda/http/refusals.ts';
import cases from '../../../cases/domain/flows/certain-failures.json' with { type: 'json' };
import failures from '../../../cases/flows/certain-failures.json' with { type: 'json' };
import { assets, change, contactOf, now } from '../contacts/world.ts';
import { definition, type Json, uuid } from './fragment.ts';

/** A node: the flow that it enters, and the nodes (from 0) that its router may choose; null is the end. */
interface Node {
  readonly enters?: number;
  readonly terminal?: boolean;
  readonly next?: readonly (number | null)[];
  readonly router?: 'random' | 'default' | 'none';
}

const flowUuid = (flow: number) => uuid(10_000 * (flow + 1)) as FlowId;
const nodeUuid = (flow: number, node: number) => uuid(10_000 * (flow + 1) + 100 * (node + 1));

function nodeOf({ enters, terminal = false, next = [null], router }: Node, flow: number, node: number): Json {
  const id = (n: number) => uuid(10_000 * (flow + 1) + 100 * (node + 1) + n);
  const exits = next.map((to, i) => ({ uuid: id(10 + i), destination_uuid: to === null ? null : nodeUuid(flow, to) }));
  const categories = next.map((_, i) => ({ uuid: id(20 + i), name: `C${i}`, exit_uuid: id(10 + i) }));
  return {
    uuid: nodeUuid(flow, node),
    actions:
      enters === undefined
        ? []
        : [{ uuid: id(1), type: 'enter_flow', flow: { uuid: flowUuid(enters), name: `F${enters}` }, terminal }],
    exits: exits.length > 0 ? exits : [{ uuid: id(9), destination_uuid: null }],
    ...(router === 'random' && { router: { type: 'random', categories } }),
    // A switch without cases takes its default, here the first category, and never another.
    ...(router !== 'random' &&
      router !== undefined && {
        router: {
          type: 'switch',
          operand: '',
          categories,
          cases: [],
          default_category_uuid: router === 'default' ? categories[0]?.uuid : null,
        },
      }),
  };
}

type Flows = readonly (readonly Node[])[];

function load(flows: Flows, types: readonly string[] = []) {
  const read = flows.map((nodes, flow) => {
    const json = definition({
      uuid: flowUuid(flow),
      name: `F${flow}`,
      type: types[flow] ?? 'messaging',
      nodes: nodes.map((node, i) => nodeOf(node, flow, i)),
    });
    const reading = parseFlow(json);
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    return reading;
  });
  return new Map(read.map((reading) => [reading.flow.uuid, reading]));
}

const foretold = (flows: Flows, types?: readonly string[]) =>
  certainFailures(flowUuid(0), {
    flows: load(flows, types),
    whyAbsent: ({ name }) => ({ code: 'flow_enters_missing', flow: name }),
  });

/** The index of the node, and the first words of the sentence. */
const places = (flows: Flows, types?: readonly string[]) =>
  foretold(flows, types).map(({ node, why }) => {
    const index = flows[0]?.findIndex((_, i) => nodeUuid(0, i) === node);
    return `${index}: ${sentenceOf(why).split(/,| within/)[0]}`;
  });

const chain = (length: number): Node[] => Array.from({ length }, (_, i) => ({ next: [i + 1 < length ? i + 1 : null] }));

describe('failures that are certain', () => {
  it.each<[string, Flows, readonly string[]]>([
    ...(failures as unknown as [string, Flows, string[]][]),
    ['as many steps as a run may take', [chain(250)], []],
    ['one step more', [chain(251)], ['0: does not end']],
    ['steps of entered flows count', [[{ enters: 1 }], chain(250)], ['0: does not end']],
    ['steps of entered flows that fit', [[{ enters: 1 }], chain(249)], []],
  ])('%s', (_, flows, expected) => {
    expect(places(flows)).toEqual(expected);
  });

  it('are told of entered flows, with their place there', () => {
    const [problem] = foretold([[{ enters: 1 }], [{ enters: 2 }], [{ enters: 7 }]]);
    expect(problem?.why && sentenceOf(problem.why)).toBe(
      `enters flow 'F1', where runs fail: node ${nodeUuid(1, 0)}, action ${uuid(20_101)} (enter_flow): ` +
        `enters flow 'F2', where runs fail: node ${nodeUuid(2, 0)}, action ${uuid(30_101)} (enter_flow): ` +
        "enters flow 'F7', which does not exist here, so every run that comes here fails",
    );
  });

  it('are told once of flows that enter each other, where the circle closes', () => {
    const [problem, ...others] = foretold([[{ enters: 1 }], [{ enters: 0 }]]);
    expect(others).toEqual([]);
    expect(problem?.why && sentenceOf(problem.why)).toContain("enters flow 'F1', where runs fail: node");
  });

  it.each(cases.entering as unknown as [string, string, number][])(
    'a %s flow that enters a %s flow: %i',
    (from, type, count) => {
      expect(foretold([[{ enters: 1 }], []], [from, type])).toHaveLength(count);
    },
  );

  const node = (flows: number, nodes: number): fc.Arbitrary<Node> =>
    fc.record({
      enters: fc.option(fc.nat(flows), { nil: undefined }),
      terminal: fc.boolean(),
      next: fc.array(fc.option(fc.nat(nodes - 1)), { minLength: 1, maxLength: 2 }),
      router: fc.constantFrom('random', 'default', 'none'),
    }) as fc.Arbitrary<Node>;
  const someFlows = fc
    .integer({ min: 1, max: 3 })
    .chain((nodes) =>
      fc.array(fc.array(node(2, nodes), { minLength: nodes, maxLength: nodes }), { minLength: 2, maxLength: 2 }),
    );

  it('come true: a run that comes to such a place fails, whatever the dice say', () => {
    fc.assert(
      fc.property(someFlows, fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })), (given, dice) => {
        const loaded = load(given);
        const start = loaded.get(flowUuid(0));
        if (!start) throw new Error('no flow');
        const flows = new Map([...loaded].map(([id, { flow }]) => [id, flow]));
        const world = { assets, flows, params: null, now, change, taken: new Set<string>() };
        const run = runFlow(start.flow, contactOf({ name: 'Bob' }), { ...world, random: () => dice.next().value });
        const places = foretold(given).filter(({ why }) => why.code !== 'flow_enters_failing');
        const passed = run.path.filter(({ node: at }) => places.some((place) => place.node === at));
        expect(run.status === 'completed' ? passed : []).toEqual([]);
      }),
    );
  });
});
