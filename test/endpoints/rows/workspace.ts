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
        'a time of expiry that has passed': () => ({
          body: { role: 'viewer', name: 'Ann', expires_on: '2020-01-01T00:00:00Z' },
          answer: { expires_on: ['The time must be in the future.'] },
        }),
        'an endpoint by which it could be made wider': () => ({
          body: { role: 'administrator', name: 'Ann', endpoints: ['contacts', 'tokens'] },
          answer: { endpoints: { 1: ['"tokens" is not a valid choice.', expect.stringContaining('Choose one of: ')] } },
        }),
        'a rotation that changes the role': ({ token }) => ({
          query: { uuid: token },
          body: { rotate: true, role: 'administrator' },
          answer: { role: ['A token can only be rotated: send "rotate" and, if you like, "overlap_hours".'] },
        }),
      },
      foreign: { 'by uuid': ({ token }) => ({ query: { uuid: token }, body: { rotate: true } }) },
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

  people: {
    GET: {
      may: 'administrators',
      good: ({ invitation }) => ({
        status: 200,
        answer: expect.objectContaining({
          results: expect.arrayContaining([expect.objectContaining({ uuid: invitation, status: 'invited' })]),
        }),
      }),
      refused: {},
      foreign: {},
    },
    POST: {
      may: 'administrators',
      good: () => ({
        body: { email: 'ann@example.org', role: 'editor' },
        status: 201,
        answer: expect.objectContaining({ role: 'editor', link: expect.stringContaining('/auth/sign-in?invitation=') }),
      }),
      refused: {
        'what is no address': () => ({
          body: { email: 'ann', role: 'editor' },
          answer: { email: ['Enter a valid email address.'] },
        }),
        'a role of nobody': () => ({
          query: { uuid: NOTHING },
          body: { role: 'editor' },
          status: 404,
          answer: { detail: 'Not found.' },
        }),
      },
      foreign: { 'by uuid': ({ invitation }) => ({ query: { uuid: invitation }, body: { role: 'viewer' } }) },
    },
    DELETE: {
      may: 'administrators',
      good: ({ invitation }) => ({ query: { uuid: invitation }, status: 204 }),
      refused: {
        'somebody who is not there': () => ({
          query: { uuid: NOTHING },
          status: 404,
          answer: { detail: 'Not found.' },
        }),
      },
      foreign: { 'by uuid': ({ invitation }) => ({ query: { uuid: invitation } }) },
    },
  },

  audit_log: {
    GET: {
      may: 'administrators',
      good: ({ token }) => ({
        query: { kind: 'token' },
        status: 200,
        answer: expect.objectContaining({
          results: expect.arrayContaining([expect.objectContaining({ kind: 'token.created', about: token })]),
        }),
      }),
      refused: {
        'a kind that does not exist': () => ({
          query: { kind: 'gossip' },
          answer: { detail: expect.stringContaining('gossip is not one of') },
        }),
      },
      foreign: { 'by uuid': ({ token }) => ({ query: { by: token } }) },
    },
  },

  daily_counts: {
    GET: {
      may: 'every role',
      good: () => ({ status: 200, answer: { results: [] } }),
      refused: {},
      foreign: {},
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
