import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { phone } from '../../support/api/client.ts';
import { NOTHING } from './named.ts';
import type { Rows } from './row.ts';

const NO_SUCH_OBJECT = [`No such object: ${NOTHING}`];
const TOO_MANY = ['Ensure this field has no more than 100 elements.'];

export const flowStarts: Rows<'flow-starts'> = {
  flow_starts: {
    GET: {
      may: 'every role',
      good: ({ start, flow }) => ({
        query: { uuid: start },
        status: 200,
        answer: expect.objectContaining({
          results: [
            expect.objectContaining({
              uuid: start,
              flow: expect.objectContaining({ uuid: flow }),
              status: 'completed',
              progress: { total: 1, started: 1 },
            }),
          ],
        }),
      }),
      refused: {
        'what is not a uuid': () => ({
          query: { uuid: 'first' },
          answer: { detail: "Param 'uuid': first is not a valid UUID." },
        }),
      },
      foreign: { 'by uuid': ({ start }) => ({ query: { uuid: start } }) },
    },
    POST: {
      may: 'writers',
      good: ({ flow, group }) => ({
        body: { flow, groups: [group] },
        status: 201,
        answer: expect.objectContaining({ status: 'pending', groups: [expect.objectContaining({ uuid: group })] }),
      }),
      refused: {
        'parameters that are a list': ({ flow, group }) => ({
          body: { flow, groups: [group], params: [1] },
          answer: { params: ['Must be a valid JSON object'] },
        }),
        '101 contacts': ({ flow }) => ({
          body: { flow, contacts: Array.from({ length: 101 }, () => randomUUID()) },
          answer: { contacts: TOO_MANY },
        }),
        '101 URNs': ({ flow }) => ({
          body: { flow, urns: Array.from({ length: 101 }, (_, index) => phone(9_000 + index)) },
          answer: { urns: TOO_MANY },
        }),
        'flow, group and contact that are not there': () => ({
          body: { flow: NOTHING, groups: [NOTHING], contacts: [NOTHING] },
          answer: { flow: NO_SUCH_OBJECT, groups: NO_SUCH_OBJECT, contacts: NO_SUCH_OBJECT },
        }),
        'a start for no contact': ({ flow }) => ({
          body: { flow },
          answer: { non_field_errors: ['Must specify at least one group, contact or URN'] },
        }),
        'a start of no flow': ({ group }) => ({
          body: { groups: [group] },
          answer: { flow: ['This field is required.'] },
        }),
      },
      foreign: {
        'of a flow': ({ flow }, own) => ({ body: { flow, contacts: [own.contact] } }),
        'for a group': ({ group }, own) => ({ body: { flow: own.flow, groups: [group] } }),
        'for a contact': ({ contact }, own) => ({ body: { flow: own.flow, contacts: [contact] } }),
      },
    },
  },

  simulations: {
    POST: {
      may: 'writers',
      good: ({ flow, contact }) => ({
        body: { flow, contact },
        status: 200,
        answer: expect.objectContaining({ exit_type: 'completed', errors: [] }),
      }),
      refused: {
        'a flow and a contact that are not there': () => ({
          body: { flow: NOTHING, contact: NOTHING },
          answer: { contact: NO_SUCH_OBJECT },
        }),
        'no flow': ({ contact }) => ({
          body: { contact },
          answer: { flow: ['Name a flow, or send its definition, not both.'] },
        }),
      },
      foreign: {
        'of a flow': ({ flow }, own) => ({ body: { flow, contact: own.contact } }),
        'on a contact': ({ contact }, own) => ({ body: { flow: own.flow, contact } }),
      },
    },
  },

  runs: {
    GET: {
      may: 'every role',
      good: ({ flow, start }) => ({
        query: { flow },
        status: 200,
        answer: expect.objectContaining({
          results: [
            expect.objectContaining({
              flow: expect.objectContaining({ uuid: flow }),
              start: { uuid: start },
              exit_type: 'completed',
            }),
          ],
        }),
      }),
      refused: {
        'flow and contact together': ({ flow, contact }) => ({
          query: { flow, contact },
          answer: { detail: 'You may only specify one of the contact, flow parameters' },
        }),
        'what is not a uuid': () => ({
          query: { flow: 'first' },
          answer: { detail: "Param 'flow': first is not a valid UUID." },
        }),
      },
      foreign: {
        'of a flow': ({ flow }) => ({ query: { flow } }),
        'of a contact': ({ contact }) => ({ query: { contact } }),
      },
    },
  },
};
