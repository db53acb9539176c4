/** The processor time of templates and of whole sessions, beside goflow's figures (docs/costs-and-limits.md). */

import type { RunOptions } from '../shared/domain/flows/flow.ts';
import { runFlow } from '../shared/domain/flows/run.ts';
import { newBudget } from '../shared/domain/flows/template/budget.ts';
import { templateScopeOf } from '../shared/domain/flows/template/context.ts';
import { readTemplate, renderTemplate } from '../shared/domain/flows/template/template.ts';
import { assets, change, contactOf, now } from '../test/shared/domain/contacts/world.ts';
import { definition, flowOf, type Json, uuid } from '../test/shared/domain/flows/fragment.ts';
import { step } from '../test/shared/domain/flows/step.ts';
import { type Measurement, measure, repeat } from './support/rates.ts';

const TEMPLATE = 'Hi @(title(contact.first_name)), you are @(if(fields.age > 17, "grown", "young")), @fields.gender.';

const node = (n: number, to: number | null, actions: readonly Json[], router?: Json): Json => ({
  uuid: uuid(n),
  actions,
  ...(router && { router }),
  exits: [{ uuid: uuid(n + 500), destination_uuid: to === null ? null : uuid(to) }],
});

const split: Json = {
  type: 'switch',
  operand: '@fields.age',
  categories: [{ uuid: uuid(700), name: 'All', exit_uuid: uuid(503) }],
  cases: [{ uuid: uuid(701), type: 'has_number_gt', arguments: ['17'], category_uuid: uuid(700) }],
  default_category_uuid: uuid(700),
  result_name: 'Age',
};

/** A split by a field, a result, a name from a template, and a status. */
const FLOW = flowOf(
  definition({
    nodes: [
      node(2, 3, [{ uuid: uuid(100), type: 'set_run_result', name: 'Seen', value: TEMPLATE, category: '' }]),
      node(3, 4, [], split),
      node(4, null, [
        { uuid: uuid(101), type: 'set_contact_name', name: '@(upper(contact.name))' },
        { uuid: uuid(102), type: 'set_contact_status', status: 'archived' },
      ]),
    ],
  }),
);

/** What a flow costs that has no expression. */
const STATUS_ONLY = flowOf(
  definition({
    nodes: [node(2, null, [{ uuid: uuid(102), type: 'set_contact_status', status: 'archived' }])],
  }),
);

const options: RunOptions = { assets, params: null, now, random: () => 0.5, change, taken: new Set() };
const bob = contactOf({
  name: 'Bob Uwase',
  groups: ['Testers'],
  fields: { age: { text: '37', number: '37' }, gender: { text: 'male' } },
});

/** The characters made, so that no work can be optimised away. */
export let made = 0;

/** Takes some seconds, in this process. */
export const measureFlows = (): readonly Measurement[] => [
  measure(
    'templates read and rendered, with two functions and two values',
    0,
    100,
    repeat(100, () => {
      const scope = templateScopeOf({ ...step, contact: bob, budget: newBudget() });
      made += renderTemplate(readTemplate(TEMPLATE).template, scope).text.length;
    }),
  ),
  measure(
    'sessions of three nodes: a result, a split, a name and a status',
    0,
    100,
    repeat(100, () => {
      made += runFlow(FLOW, bob, options).path.length;
    }),
  ),
  measure(
    'sessions of one node: a status',
    0,
    100,
    repeat(100, () => {
      made += runFlow(STATUS_ONLY, bob, options).path.length;
    }),
  ),
];
