import { describe, expect, it } from 'vitest';
import type { Flow } from '../../../../shared/domain/flows/flow.ts';
import { runFlow } from '../../../../shared/domain/flows/run.ts';
import { enteredFlows } from '../../../../shared/domain/flows/way.ts';
import type { FlowId } from '../../../../shared/domain/ids.ts';
import { assets, change, contactOf, now } from '../contacts/world.ts';
import { definition, flowOf, type Json, uuid } from './fragment.ts';

/** Flows by name, each as its nodes; the first one is started. The uuid of the n-th is `uuid(n * 100)`. */
type Flows = Readonly<Record<string, readonly Json[]>>;

const [PARENT, CHILD, GRANDCHILD] = [uuid(100), uuid(200), uuid(300)];

const enter = (flow: string, part: Json = {}): Json => ({
  type: 'enter_flow',
  flow: { uuid: flow, name: 'Other' },
  ...part,
});
const setName = (name: string): Json => ({ type: 'set_contact_name', name });
const result = (name: string, value: string): Json => ({ type: 'set_run_result', name, value, category: 'Given' });

/** `next`: the node (counted from 0) that the only exit leads to. */
function nodesOf(nodes: readonly Json[], first: number): Json[] {
  const idOf = (index: number) => uuid(first + 1 + index * 20);
  return nodes.map(({ actions = [], next = null, router }, index) => {
    const at = first + 1 + index * 20;
    return {
      uuid: idOf(index),
      actions: (actions as Json[]).map((action, i) => ({ uuid: uuid(at + 1 + i), ...action })),
      ...(router !== undefined && { router }),
      exits: [
        { uuid: uuid(at + 18), destination_uuid: next === null ? null : idOf(Number(next)) },
        { uuid: uuid(at + 19), destination_uuid: null },
      ],
    };
  });
}

function run(given: Flows, types: Readonly<Record<string, string>> = {}) {
  const read = Object.entries(given).map(([name, nodes], index): Flow => {
    const first = (index + 1) * 100;
    const type = types[name] ?? 'messaging_background';
    return flowOf(definition({ uuid: uuid(first), name, type, nodes: nodesOf(nodes, first) }));
  });
  const flows = new Map<FlowId, Flow>(read.map((flow) => [flow.uuid, flow]));
  const [start] = read;
  if (start === undefined) throw new Error('no flow');
  const before = contactOf({ name: 'Bob', groups: ['Adults'], fields: { age: { text: '40', number: '40' } } });
  const done = runFlow(start, before, {
    assets,
    flows,
    params: null,
    now,
    random: () => 0.25,
    change,
    taken: new Set(),
  });
  return { ...done, before, types: done.events.map(({ type }) => type) };
}

/** A switch on the child's status, as TextIt's editor makes one: its first exit is for runs that were completed. */
const splitByChild = (first: number): Json => ({
  type: 'switch',
  operand: '@child.status',
  result_name: 'Ended',
  default_category_uuid: uuid(first + 5),
  cases: [{ uuid: uuid(first + 6), type: 'has_only_text', arguments: ['completed'], category_uuid: uuid(first + 4) }],
  categories: [
    { uuid: uuid(first + 4), name: 'Complete', exit_uuid: uuid(first + 19) },
    { uuid: uuid(first + 5), name: 'Expired', exit_uuid: uuid(first + 20) },
  ],
});

describe('a flow that enters another', () => {
  it('goes on with what the other made of the contact, and finds its results in @child', () => {
    const { contact, results, status } = run({
      Parent: [
        { actions: [enter(CHILD)], next: 1 },
        {
          actions: [setName('@contact.name: @child.results.answer (@child.results.answer.category), @child.flow.name')],
        },
      ],
      Child: [{ actions: [setName('Ann'), result('Answer', 'yes')] }],
    });
    expect(status).toBe('completed');
    expect(contact.name).toBe('Ann: yes (Given), Child');
    expect(results).toEqual({});
  });

  it('does the other actions of its node first, and routes by how the other ended', () => {
    const { results, types } = run({
      Parent: [{ actions: [enter(CHILD), setName('First')], router: splitByChild(100) }],
      Child: [{ actions: [setName('Second')] }],
    });
    expect(types).toEqual(['contact_name_changed', 'contact_name_changed', 'run_result_changed']);
    expect(results['ended']).toMatchObject({ value: 'completed', category: 'Complete' });
  });

  it('is @parent of the other, with its results, contact, fields and flow', () => {
    const { contact } = run({
      Parent: [{ actions: [result('Team', 'Red'), enter(CHILD)] }],
      Child: [
        {
          actions: [
            setName('@parent.results.team|@parent.contact|@parent.fields.age|@parent.flow.name|@parent.status|@parent'),
          ],
        },
      ],
    });
    expect(contact.name).toBe('Red|Bob|40|Parent|waiting|Bob@Parent');
  });

  it('keeps its own results and locals', () => {
    const { contact, results } = run({
      Parent: [
        { actions: [result('Team', 'Red'), { type: 'set_run_local', local: 'n', value: '1' }, enter(CHILD)], next: 1 },
        { actions: [setName('@results.team @locals.n')] },
      ],
      Child: [{ actions: [result('Team', 'Blue'), { type: 'set_run_local', local: 'n', value: '2' }] }],
    });
    expect(contact.name).toBe('Red 1');
    expect(results['team']).toMatchObject({ value: 'Red' });
  });

  it('ends with the other when it entered it for good', () => {
    const { contact, status } = run({
      Parent: [{ actions: [enter(CHILD, { terminal: true })], next: 1 }, { actions: [setName('Never')] }],
      Child: [{ actions: [setName('@contact.name Child')] }],
    });
    expect(status).toBe('completed');
    expect(contact.name).toBe('Bob Child');
  });

  it('ends with all that entered it when a flow further down enters one for good', () => {
    const { contact } = run({
      Parent: [{ actions: [enter(CHILD)], next: 1 }, { actions: [setName('Never')] }],
      Child: [{ actions: [enter(GRANDCHILD, { terminal: true })], next: 1 }, { actions: [setName('Never')] }],
      Grandchild: [{ actions: [setName('@parent.flow.name')] }],
    });
    expect(contact.name).toBe('Child');
  });

  it('enters the last one of a node', () => {
    const { contact } = run({
      Parent: [{ actions: [enter(CHILD), enter(GRANDCHILD)] }],
      Child: [{ actions: [setName('Child')] }],
      Grandchild: [{ actions: [setName('Grandchild')] }],
    });
    expect(contact.name).toBe('Grandchild');
  });

  it.each([
    [
      'that does not exist',
      { Parent: [{ actions: [setName('X'), enter(CHILD)] }] },
      {},
      `Missing dependency: flow[uuid=${CHILD},name=Other]`,
    ],
    [
      'of another type',
      { Parent: [{ actions: [setName('X'), enter(CHILD)] }], Child: [] },
      { Child: 'messaging' },
      `Can't enter flow[uuid=${CHILD},name=Other] of type messaging from type messaging_background`,
    ],
    [
      'that enters it again',
      { Parent: [{ actions: [enter(PARENT)] }] },
      {},
      'Reached maximum number of steps per sprint (250)',
    ],
  ] as const)('fails, and changes nothing, when it enters one %s', (_, flows, types, text) => {
    const { status, failure, contact, before, events } = run(flows, types);
    expect({ status, failure }).toEqual({ status: 'failed', failure: 'flow_failed' });
    expect(contact).toBe(before);
    expect(events).toEqual([{ type: 'failure', text }]);
  });

  it('has no @child before, and no @parent when it is started by itself', () => {
    const { events } = run({
      Parent: [{ actions: [setName('@child.status'), setName('@(default(parent.status, "none"))')] }],
    });
    expect(events).toMatchObject([
      { type: 'error', text: "Error evaluating expression: null doesn't support lookups" },
      { type: 'contact_name_changed', name: 'none' },
    ]);
  });
});

describe('the flows that a definition enters', () => {
  it('are named once each, whatever else is in it', () => {
    const nodes = [
      { actions: [enter(CHILD), enter(CHILD.toUpperCase()), { type: 'send_msg', flow: { uuid: PARENT } }] },
      { actions: [enter(GRANDCHILD), enter('nope'), { type: 'enter_flow' }, null] },
      null,
      { actions: 'none' },
    ];
    expect(enteredFlows({ nodes })).toEqual([CHILD, GRANDCHILD]);
    expect(enteredFlows(null)).toEqual([]);
  });
});
