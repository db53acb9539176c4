import { expect } from 'vitest';
import { flowWith } from '../../support/api/flows.ts';
import { NOTHING } from './named.ts';
import type { Rows } from './row.ts';

const NEW = flowWith('New', 4_000, [{ type: 'set_contact_status', status: 'archived' }]);

export const flows: Rows<'flows'> = {
  flows: {
    GET: {
      may: 'every role',
      good: ({ flow }) => ({
        query: { uuid: flow },
        status: 200,
        answer: expect.objectContaining({ results: [expect.objectContaining({ uuid: flow, archived: false })] }),
      }),
      refused: {
        'what is not a uuid': () => ({
          query: { uuid: 'first' },
          answer: { detail: "Param 'uuid': first is not a valid UUID." },
        }),
      },
      foreign: { 'by uuid': ({ flow }) => ({ query: { uuid: flow } }) },
    },
    POST: {
      may: 'writers',
      good: () => ({ body: NEW, status: 201, answer: expect.objectContaining({ uuid: NEW.uuid, name: 'New' }) }),
      refused: {
        'a status that does not exist': () => ({
          body: flowWith('Asleep', 5_000, [{ type: 'set_contact_status', status: 'asleep' }]),
          answer: {
            non_field_errors: [expect.stringContaining("'status' is not a valid")],
            problems: [expect.objectContaining({ type: 'set_contact_status' })],
          },
        }),
      },
      // A flow imported with the uuid of another workspace's flow becomes this workspace's own; another test covers
      // that.
      foreign: {},
    },
    DELETE: {
      may: 'writers',
      good: ({ spareFlow }) => ({ query: { uuid: spareFlow }, status: 204 }),
      refused: {
        'a flow that is not there': () => ({
          query: { uuid: NOTHING },
          status: 404,
          answer: { detail: 'Not found.' },
        }),
      },
      foreign: { 'by uuid': ({ flow }) => ({ query: { uuid: flow } }) },
    },
  },

  flow_checks: {
    POST: {
      may: 'writers',
      good: ({ flow }) => ({
        body: { ...NEW, uuid: flow },
        status: 200,
        answer: {
          flows: [expect.objectContaining({ uuid: flow, replaces: true, problems: [] })],
          groups: [],
          fields: [],
        },
      }),
      refused: {
        'a status that does not exist': () => ({
          body: flowWith('Asleep', 5_000, [{ type: 'set_contact_status', status: 'asleep' }]),
          answer: {
            non_field_errors: [expect.stringContaining("'status' is not a valid")],
            problems: [expect.objectContaining({ type: 'set_contact_status' })],
          },
        }),
      },
      // It would be a flow of this workspace.
      foreign: {},
    },
  },

  globals: {
    GET: {
      may: 'every role',
      good: () => ({ status: 200, answer: expect.objectContaining({ results: expect.any(Array) }) }),
      // Any text may be sent as a key; a key that no global has finds nothing.
      refused: {},
      foreign: {},
    },
    POST: {
      may: 'writers',
      good: () => ({
        body: { name: 'Org Name', value: 'Nyaruka' },
        status: 201,
        answer: expect.objectContaining({ key: 'org_name', name: 'Org Name', value: 'Nyaruka' }),
      }),
      refused: {
        'no value': () => ({ body: { name: 'Org Name' }, answer: { value: ['This field is required.'] } }),
      },
      // A key is a workspace's own.
      foreign: {},
    },
  },

  definitions: {
    GET: {
      may: 'every role',
      good: ({ flow }) => ({
        query: { flow },
        status: 200,
        answer: expect.objectContaining({ version: '13', flows: [expect.objectContaining({ uuid: flow })] }),
      }),
      refused: {
        'other dependencies than there are': () => ({
          query: { dependencies: 'some' },
          answer: { detail: 'dependencies must be one of none, flows, all' },
        }),
      },
      foreign: { 'of a flow': ({ flow }) => ({ query: { flow } }) },
    },
  },
};
