import type { Flow, FlowNode, Results, RunStep } from '../../../../shared/domain/flows/flow.ts';
import type { FlowId } from '../../../../shared/domain/ids.ts';
import { assets, change, contactOf, now } from '../contacts/world.ts';

/** A step of a run in which templates and tests are evaluated: Ann's, in the workspace of the domain's cases. */

const node: FlowNode = {
  uuid: '00000000-0000-4000-9000-000000000002',
  actions: [],
  route: null,
  categories: ['Yes', 'No'],
  exits: [],
};

const flow: Flow = {
  uuid: '00000000-0000-4000-9000-000000000001' as FlowId,
  name: 'Cases',
  type: 'messaging',
  language: 'eng',
  revision: 1,
  nodes: new Map([[node.uuid, node]]),
  start: node,
  results: [],
};

const results: Results = {
  age_band: {
    name: 'Age Band',
    value: '37',
    category: 'Adult',
    input: 'aged 37',
    node_uuid: node.uuid,
    created_on: now,
  },
};

export const ann = contactOf({
  name: 'Ann Lee',
  language: 'fra',
  urns: ['tel:+250788383383', 'mailto:ann@example.com'],
  groups: ['Testers', 'Females'],
  fields: {
    age: { text: '37', number: '37' },
    gender: { text: 'female' },
    joined: { text: '26/06/2020', datetime: '2020-06-26T05:31:06.123456-07:00' },
  },
  lastSeenOn: '2026-11-01T08:00:00.5Z',
});

export const step: RunStep = {
  flow,
  node,
  contact: ann,
  assets,
  results,
  locals: { tries: '3' },
  parent: null,
  child: null,
  params: { team: 'Customers', FirstName: 'Ryan', list: [{ n: 1 }, { n: 2 }] },
  runUuid: () => '01928374-0000-7000-8000-000000000001',
  visits: 1,
  now,
  random: () => 0.25,
  change,
  taken: new Set(),
  /** More than any case needs: it is shared by all of them. */
  budget: { left: Number.MAX_SAFE_INTEGER },
};
