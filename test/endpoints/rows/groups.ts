import { expect } from 'vitest';
import { NOTHING } from './named.ts';
import type { Rows } from './row.ts';

const NOT_THERE = { query: { uuid: NOTHING }, status: 404, answer: { detail: 'Not found.' } };

export const groups: Rows<'groups'> = {
  groups: {
    GET: {
      may: 'every role',
      good: ({ group }) => ({
        query: { uuid: group },
        status: 200,
        answer: expect.objectContaining({ results: [expect.objectContaining({ uuid: group, count: 1 })] }),
      }),
      refused: {
        'what is not a uuid': () => ({
          query: { uuid: 'clinic' },
          answer: { detail: "Param 'uuid': clinic is not a valid UUID." },
        }),
      },
      foreign: {
        'by uuid': ({ group }) => ({ query: { uuid: group } }),
        'by name': ({ groupName }) => ({ query: { name: groupName } }),
      },
    },
    POST: {
      may: 'writers',
      good: () => ({
        body: { name: 'Mothers' },
        status: 201,
        answer: expect.objectContaining({ name: 'Mothers', query: null, status: 'ready', count: 0 }),
      }),
      refused: {
        'a name that is an object': () => ({ body: { name: {} }, answer: { name: ['Not a valid string.'] } }),
        'a group that is not there': () => ({ ...NOT_THERE, body: { name: 'A' } }),
      },
      foreign: { renaming: ({ group }) => ({ query: { uuid: group }, body: { name: 'Mine' } }) },
    },
    DELETE: {
      may: 'writers',
      good: ({ spareGroup }) => ({ query: { uuid: spareGroup }, status: 204 }),
      refused: { 'a group that is not there': () => NOT_THERE },
      foreign: { 'by uuid': ({ group }) => ({ query: { uuid: group } }) },
    },
  },
  searches: {
    GET: {
      may: 'every role',
      good: ({ search }) => ({
        query: { uuid: search },
        status: 200,
        answer: expect.objectContaining({ results: [expect.objectContaining({ uuid: search, folder: 'active' })] }),
      }),
      refused: {
        'what is not a uuid': () => ({
          query: { uuid: 'quiet' },
          answer: { detail: "Param 'uuid': quiet is not a valid UUID." },
        }),
      },
      foreign: { 'by uuid': ({ search }) => ({ query: { uuid: search } }) },
    },
    POST: {
      may: 'writers',
      good: () => ({
        body: { name: 'Without a name', query: 'name = ""' },
        status: 201,
        answer: expect.objectContaining({ name: 'Without a name', query: 'name = ""', folder: 'active' }),
      }),
      refused: {
        'no query': () => ({ body: { name: 'All' }, answer: { query: ['This field is required.'] } }),
        'a search that is not there': () => ({ ...NOT_THERE, body: { name: 'A' } }),
      },
      foreign: { renaming: ({ search }) => ({ query: { uuid: search }, body: { name: 'Mine' } }) },
    },
    DELETE: {
      may: 'writers',
      good: ({ spareSearch }) => ({ query: { uuid: spareSearch }, status: 204 }),
      refused: { 'a search that is not there': () => NOT_THERE },
      foreign: { 'by uuid': ({ search }) => ({ query: { uuid: search } }) },
    },
  },
};
