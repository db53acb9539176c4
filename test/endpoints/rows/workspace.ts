import { expect } from 'vitest';
import { NOTHING } from './named.ts';
import type { Row, Rows } from './row.ts';

const INFO: Row = {
  may: 'every role',
  good: () => ({ status: 200, answer: expect.objectContaining({ country: 'RW', anon: false }) }),
  refused: {},
  foreign: {},
};

export const workspace: Rows<'workspace'> = {
  workspace: { GET: INFO },
  org: { GET: INFO },

  me: {
    GET: {
      may: 'every role',
      good: () => ({
        status: 200,
        answer: expect.objectContaining({
          role: 'administrator',
          capabilities: expect.arrayContaining(['administer']),
        }),
      }),
      refused: {},
      foreign: {},
    },
  },

  settings: {
    GET: {
      may: 'every role',
      good: () => ({ status: 200, answer: expect.objectContaining({ country: 'RW', dormancy_days: 90 }) }),
      refused: {},
      foreign: {},
    },
    POST: {
      may: 'administrators',
      good: () => ({
        body: { dormancy_days: 30 },
        status: 200,
        answer: expect.objectContaining({ dormancy_days: 30 }),
      }),
      refused: {
        'days that are not a number': () => ({
          body: { dormancy_days: 'ninety' },
          answer: { dormancy_days: ['A valid integer is required.'] },
        }),
      },
      foreign: {},
    },
  },

  dormancy: {
    GET: {
      may: 'every role',
      good: () => ({ status: 200, answer: expect.objectContaining({ dormancy_days: 90, last_sweep: null }) }),
      refused: {
        'a number of days that is none': () => ({
          query: { days: 'many' },
          answer: { detail: 'Value for days must be an integer' },
        }),
      },
      foreign: {},
    },
    POST: {
      may: 'writers',
      good: () => ({ status: 202, answer: { job: null } }),
      refused: {},
      foreign: {},
    },
  },

  users: {
    GET: {
      may: 'writers',
      good: ({ token }) => ({
        query: { uuid: token },
        status: 200,
        answer: expect.objectContaining({ results: [expect.objectContaining({ uuid: token, role: 'viewer' })] }),
      }),
      refused: {
        'what is not a uuid': () => ({
          query: { uuid: 'first' },
          answer: { detail: "Param 'uuid': first is not a valid UUID." },
        }),
      },
      foreign: { 'by uuid': ({ token }) => ({ query: { uuid: token } }) },
    },
  },
  tokens: {
    GET: {
      may: 'administrators',
      good: ({ token }) => ({
        status: 200,
        answer: expect.objectContaining({
          results: expect.arrayContaining([expect.objectContaining({ uuid: token, role: 'viewer' })]),
        }),
      }),
      refused: {},
      foreign: {},
    },
    POST: {
      may: 'administrators',
      good: () => ({
        body: { role: 'editor', name: 'Console' },
        status: 201,
        answer: expect.objectContaining({ role: 'editor', name: 'Console', token: expect.any(String) }),
      }),
      refused: {
        'a role that does not exist': () => ({
          body: { role: 'king', name: 'Ann' },
          answer: { role: ['"king" is not a valid choice.', expect.stringContaining('Choose one of: ')] },
        }),
      },
      foreign: {},
    },
    DELETE: {
      may: 'administrators',
      good: ({ token }) => ({ query: { uuid: token }, status: 204 }),
      refused: {
        'a token that is not there': () => ({
          query: { uuid: NOTHING },
          status: 404,
          answer: { detail: 'Not found.' },
        }),
      },
      foreign: { 'by uuid': ({ token }) => ({ query: { uuid: token } }) },
    },
  },

  counts: {
    GET: {
      may: 'every role',
      good: ({ group }) => ({
        status: 200,
        answer: {
          folders: { active: 1, dormant: 0, archived: 1, stopped: 0, blocked: 1, deleted: 0 },
          groups: expect.objectContaining({ [group]: 1 }),
        },
      }),
      refused: {},
      foreign: {},
    },
  },
};
