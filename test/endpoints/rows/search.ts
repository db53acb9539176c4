import { expect } from 'vitest';
import { NOTHING } from './named.ts';
import type { Rows } from './row.ts';

export const search: Rows<'search'> = {
  queries: {
    POST: {
      may: 'every role',
      good: ({ contact, field }) => ({
        body: { query: `${field} = 1`, contact },
        status: 200,
        answer: expect.objectContaining({ query: `fields.${field} = 1`, matches: true }),
      }),
      refused: {
        'a query that does not read': () => ({
          body: { query: 'name = ' },
          answer: expect.objectContaining({ query: [expect.any(String)], hint: expect.any(String) }),
        }),
        'a contact that is not there': () => ({
          body: { query: 'name = Ann', contact: NOTHING },
          answer: { contact: [`No such object: ${NOTHING}`] },
        }),
      },
      foreign: {
        'tried on a contact': ({ contact }) => ({ body: { query: 'name = Ann', contact } }),
        'about a group': ({ groupName }) => ({ body: { query: `group = ${groupName}` } }),
      },
    },
  },
  facets: {
    GET: {
      may: 'every role',
      good: () => ({
        query: { by: 'status' },
        status: 200,
        answer: expect.objectContaining({ total: { count: expect.any(Number), exact: true } }),
      }),
      refused: {
        'what nobody can be counted by': () => ({
          query: { by: 'name' },
          answer: { detail: expect.stringContaining('status, group, language, last_seen_on, fields.<key>') },
        }),
        'a query that is wrong': () => ({
          query: { query: 'age >' },
          answer: expect.objectContaining({ query: [expect.any(String)] }),
        }),
      },
      foreign: { 'of a group': ({ groupName }) => ({ query: { query: `group = "${groupName}"` } }) },
    },
  },
  policy_simulations: {
    POST: {
      may: 'every role',
      good: () => ({
        body: { stages: [{ do: 'tell', days: 90 }] },
        status: 200,
        answer: expect.objectContaining({ sampled: false, stages: [expect.objectContaining({ days: 90 })] }),
      }),
      refused: {
        'no stages': () => ({ body: { clock: 'created' }, answer: { stages: ['This field is required.'] } }),
        'a query that cannot be read': () => ({
          body: { query: 'age >', stages: [{ do: 'tell', days: 90 }] },
          answer: expect.objectContaining({ query: [expect.any(String)] }),
        }),
      },
      foreign: {
        'of a group': ({ group }) => ({ body: { groups: [group], stages: [{ do: 'tell', days: 90 }] } }),
      },
    },
  },
};
