import { expect } from 'vitest';
import { NOTHING } from './named.ts';
import type { Rows } from './row.ts';

const STAGES = [
  { do: 'flag', days: 90 },
  { do: 'archive', after: 30 },
];

export const policies: Rows<'policies'> = {
  policies: {
    GET: {
      may: 'administrators',
      good: ({ policy }) => ({
        query: { uuid: policy },
        status: 200,
        answer: expect.objectContaining({
          results: [expect.objectContaining({ uuid: policy, state: 'shadow', nights: [], waiting: [] })],
        }),
      }),
      refused: {},
      foreign: { 'by uuid': ({ policy }) => ({ query: { uuid: policy } }) },
    },
    POST: {
      may: 'administrators',
      good: () => ({
        body: { name: 'Quiet people', stages: STAGES },
        status: 201,
        answer: expect.objectContaining({ name: 'Quiet people', state: 'shadow', version: 1, wait_days: 35 }),
      }),
      refused: {
        'no stages': () => ({ body: { name: 'None' }, answer: { stages: ['This field is required.'] } }),
        'on at once': () => ({
          body: { name: 'Fast', stages: STAGES, state: 'on' },
          answer: {
            state: ['A new policy begins in shadow. Look at what it would do, and switch it on afterwards.'],
          },
        }),
        'a deletion of people who are not archived': () => ({
          body: { name: 'Harsh', stages: [{ do: 'delete', days: 90 }] },
          answer: {
            stages: ['Stage 1: Only archived contacts are deleted here. Put a stage "archive" before it.'],
          },
        }),
      },
      foreign: {
        'by uuid': ({ policy }) => ({ query: { uuid: policy }, body: { name: 'Mine' } }),
        'a group': ({ group }) => ({ body: { name: 'Mine', stages: STAGES, groups: [group] } }),
        'a flow': ({ flow }) => ({ body: { name: 'Mine', stages: [{ do: 'start_flow', days: 90, flow }] } }),
      },
    },
    DELETE: {
      may: 'administrators',
      good: ({ sparePolicy }) => ({ query: { uuid: sparePolicy }, status: 204 }),
      refused: {
        'a policy that is not there': () => ({
          query: { uuid: NOTHING },
          status: 404,
          answer: { detail: 'Not found.' },
        }),
      },
      foreign: { 'by uuid': ({ policy }) => ({ query: { uuid: policy } }) },
    },
  },
  policy_previews: {
    POST: {
      may: 'administrators',
      good: () => ({
        body: { stages: STAGES },
        status: 200,
        answer: expect.objectContaining({ candidates: 0, looked_at: 0, leave: 0 }),
      }),
      refused: { 'no stages': () => ({ body: {}, answer: { stages: ['This field is required.'] } }) },
      foreign: { 'by uuid': ({ policy }) => ({ query: { uuid: policy }, body: {} }) },
    },
  },
  policy_contacts: {
    GET: {
      may: 'every role',
      good: ({ contact }) => ({
        query: { contact },
        status: 200,
        answer: expect.objectContaining({ contact, hold: null, last: null, policy: null }),
      }),
      refused: {
        'a contact that is not there': () => ({
          query: { contact: NOTHING },
          status: 404,
          answer: { detail: 'Not found.' },
        }),
      },
      foreign: { 'by uuid': ({ contact }) => ({ query: { contact } }) },
    },
    POST: {
      may: 'writers',
      good: ({ contact }) => ({
        query: { contact },
        body: { hold: true, reason: 'On leave' },
        status: 200,
        answer: expect.objectContaining({ hold: expect.objectContaining({ reason: 'On leave' }) }),
      }),
      refused: {
        'nothing said': ({ contact }) => ({
          query: { contact },
          body: {},
          answer: { hold: ['This field is required.'] },
        }),
      },
      foreign: { 'by uuid': ({ contact }) => ({ query: { contact }, body: { hold: true } }) },
    },
  },
};
