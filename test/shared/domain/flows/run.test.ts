import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Contact, STATUSES } from '../../../../shared/domain/contacts/contact.ts';
import { isUnchanged } from '../../../../shared/domain/contacts/is-unchanged.ts';
import type { RunOptions } from '../../../../shared/domain/flows/flow.ts';
import { runFlow } from '../../../../shared/domain/flows/run.ts';
import { MAX_STEPS } from '../../../../shared/domain/flows/session.ts';
import { assets, change, contactOf, now } from '../contacts/world.ts';
import { actionsFlow, definition, flowOf, type Json, uuid } from './fragment.ts';

const options: RunOptions = { assets, params: null, now, random: () => 0, change, taken: new Set() };

const bob = contactOf({ name: 'Bob', groups: ['Testers'] });

const status = (n: number, word: string): Json => ({ uuid: uuid(n), type: 'set_contact_status', status: word });

/** A node without a router, and where it leads. */
const node = (n: number, to: number | null, actions: readonly Json[] = []): Json => ({
  uuid: uuid(n),
  actions,
  exits: [{ uuid: uuid(n + 500), destination_uuid: to === null ? null : uuid(to) }],
});

describe('a run', () => {
  it('does nothing in an empty flow, and returns the same contact', () => {
    const run = runFlow(flowOf(definition({})), bob, options);
    expect(run).toEqual({ contact: bob, events: [], errors: [], results: {}, status: 'completed', path: [] });
    expect(run.contact).toBe(bob);
  });

  it('goes from node to node by the first exit, in any order of the nodes', () => {
    const nodes = [node(2, 9), node(4, null, [status(100, 'archived')]), node(9, 4)];
    const run = runFlow(flowOf(definition({ nodes })), bob, options);
    expect(run.path.map((step) => step.node)).toEqual([uuid(2), uuid(9), uuid(4)]);
    expect(run.path.at(-1)?.exit).toBe(uuid(504));
    expect(run.contact).toMatchObject({ status: 'archived', version: bob.version + 1, groups: [] });
  });

  it('that goes in circles fails after 250 steps, and the contact is not changed', () => {
    const flow = flowOf(definition({ nodes: [node(2, 3, [status(100, 'archived')]), node(3, 2)] }));
    const run = runFlow(flow, bob, options);
    expect(run.status).toBe('failed');
    expect(run.events).toEqual([{ type: 'failure', text: 'Reached maximum number of steps per sprint (250)' }]);
    expect(run.path).toHaveLength(MAX_STEPS);
    expect(run.contact).toBe(bob);
  });

  it('may take exactly 250 steps', () => {
    const nodes = Array.from({ length: MAX_STEPS }, (_, i) => node(i + 1_000, i + 1 === MAX_STEPS ? null : i + 1_001));
    const run = runFlow(flowOf(definition({ nodes })), bob, options);
    expect(run).toMatchObject({ status: 'completed' });
    expect(run.path).toHaveLength(MAX_STEPS);
  });

  it('can count its rounds and leave a loop', () => {
    const loop = {
      uuid: uuid(2),
      actions: [{ uuid: uuid(3), type: 'set_run_local', local: 'rounds', value: '1', operation: 'increment' }],
      router: {
        type: 'switch',
        operand: '@locals.rounds',
        result_name: 'Rounds',
        cases: [{ uuid: uuid(6), type: 'has_number_eq', arguments: ['@(1 + 2)'], category_uuid: uuid(7) }],
        categories: [
          { uuid: uuid(7), name: 'Enough', exit_uuid: uuid(4) },
          { uuid: uuid(8), name: 'More', exit_uuid: uuid(5) },
        ],
        default_category_uuid: uuid(8),
      },
      exits: [{ uuid: uuid(4) }, { uuid: uuid(5), destination_uuid: uuid(2) }],
    };
    const run = runFlow(flowOf(definition({ nodes: [loop] })), bob, options);
    expect(run.path.map((step) => step.exit)).toEqual([uuid(5), uuid(5), uuid(4)]);
    expect(run.results).toEqual({
      rounds: { name: 'Rounds', value: '3', category: 'Enough', input: '3', node_uuid: uuid(2), created_on: now },
    });
    expect(run.contact).toBe(bob);
  });
});

/** In a workspace where flows may lift an opt-out, as in TextIt. */
const lifting = {
  ...options,
  assets: { ...assets, settings: { ...assets.settings, flowsMayOptIn: true } },
};

describe('for any flow', () => {
  const statuses = fc.array(fc.constantFrom(...STATUSES), { maxLength: 6 });
  const contacts = fc
    .record({ status: fc.constantFrom(...STATUSES), name: fc.string({ maxLength: 5 }) })
    .map(({ status: word, name }): Contact => {
      const optOut = word === 'blocked' || word === 'stopped' ? word : null;
      return { ...contactOf({ name }), status: word, optOut };
    });

  it('of statuses, a second identical run changes nothing once the last status is reached', () => {
    fc.assert(
      fc.property(contacts, fc.constantFrom(...STATUSES), (contact, last) => {
        const flow = flowOf(actionsFlow([{ type: 'set_contact_status', status: last }]));
        const first = runFlow(flow, contact, lifting);
        const second = runFlow(flow, first.contact, lifting);
        expect(second.contact).toBe(first.contact);
        expect(second.events).toEqual([]);
      }),
    );
  });

  it('of statuses, a contact ends in the last one, at most one version further if it is not what it was, and the input is untouched', () => {
    fc.assert(
      fc.property(contacts, statuses, (contact, words) => {
        const before = structuredClone(contact);
        const flow = flowOf(actionsFlow(words.map((word) => ({ type: 'set_contact_status', status: word }))));
        const run = runFlow(flow, contact, lifting);
        expect(run.contact.status).toBe(words.at(-1) ?? contact.status);
        expect(run.contact.version - contact.version).toBe(run.contact === contact ? 0 : 1);
        expect(isUnchanged(contact, run.contact)).toBe(run.contact === contact);
        expect(contact).toEqual(before);
      }),
    );
  });

  it('of statuses, who has opted out does not become active, and the run has an error for each attempt', () => {
    const stopping = fc.constantFrom('stopped', 'archived', 'blocked');
    fc.assert(
      fc.property(fc.array(stopping, { maxLength: 4 }), (words) => {
        const flow = flowOf(
          actionsFlow(['stopped', ...words, 'active'].map((word) => ({ type: 'set_contact_status', status: word }))),
        );
        const run = runFlow(flow, bob, options);
        expect(run.contact.status).not.toBe('active');
        expect(run.errors.map(({ kind }) => kind)).toEqual(['opted_out']);
      }),
    );
  });

  it('of nodes, the path never exceeds the limit and a failed run changes nothing', () => {
    const shapes = fc.array(fc.option(fc.nat(9)), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(shapes, (targets) => {
        const nodes = targets.map((to, i) =>
          node(i + 10, to === null ? null : (to % targets.length) + 10, [
            status(i + 100, i % 2 ? 'archived' : 'blocked'),
          ]),
        );
        const run = runFlow(flowOf(definition({ nodes })), bob, options);
        expect(run.path.length).toBeLessThanOrEqual(MAX_STEPS);
        expect(run.status === 'failed').toBe(run.path.length === MAX_STEPS);
        if (run.status === 'failed') expect(run.contact).toBe(bob);
      }),
    );
  });
});
