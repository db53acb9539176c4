import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { NOTHING } from './named.ts';
import type { Rows } from './row.ts';

const _NO_UUID = { query: { uuid: 'ann' }, answer: { detail: "Param 'uuid': ann is not a valid UUID." } };
const NOT_FOUND = { status: 404, answer: { detail: 'Not found.' } };
const _NO_SUCH_OBJECT = [`No such object: ${NOTHING}`];
const _MANY = Array.from({ length: 101 }, () => randomUUID());

export const privacy: Rows<'privacy'> = {
  erasures: {
    GET: {
      may: 'administrators',
      good: () => ({ query: {}, status: 200, answer: expect.objectContaining({ results: expect.any(Array) }) }),
      refused: {
        'what is not a uuid': () => ({
          query: { contact: 'ann' },
          answer: { detail: "Param 'contact': ann is not a valid UUID." },
        }),
        'contact and job together': () => ({
          query: { contact: NOTHING, job: NOTHING },
          answer: { detail: 'You may only specify one of the contact, job parameters' },
        }),
        'an unknown format': () => ({
          query: { format: 'xml' },
          answer: { detail: "Param 'format': xml is not one of list, receipt, key." },
        }),
        'a receipt of nothing': () => ({
          query: { format: 'receipt' },
          answer: { detail: 'A receipt is of one deletion: name a contact or a job.' },
        }),
        'a receipt of a contact that is not deleted': ({ contact }) => ({
          query: { format: 'receipt', contact },
          ...NOT_FOUND,
        }),
        'a receipt of a job that has not run': ({ job }) => ({
          query: { format: 'receipt', job },
          answer: { detail: 'The job has not ended: it has a receipt when it has.' },
        }),
      },
      foreign: {
        'of a contact': ({ archived }) => ({ query: { contact: archived } }),
        'by a job': ({ job }) => ({ query: { job } }),
        'a receipt of a contact': ({ archived }) => ({ query: { contact: archived, format: 'receipt' } }),
        'a receipt of a job': ({ job }) => ({ query: { job, format: 'receipt' } }),
      },
    },
  },
  sendable: {
    POST: {
      may: 'every role',
      good: ({ urn, contact }) => ({
        body: { urns: [urn] },
        status: 200,
        answer: { results: [{ urn, outcome: expect.any(String), contact }] },
      }),
      refused: {
        'what is no URN': () => ({
          body: { urns: ['tel:+250788999009', 'xyz:1'] },
          answer: {
            urns: {
              1: ['Invalid URN: xyz:1. Ensure phone numbers contain country codes.', expect.stringContaining('scheme')],
            },
          },
        }),
        'nothing to look at': () => ({ body: { urns: [] }, answer: { urns: ["URNs can't be empty."] } }),
      },
      foreign: { 'of URNs': ({ urn, suppressed }) => ({ body: { urns: [urn, suppressed] } }) },
    },
  },

  suppressions: {
    GET: {
      may: 'administrators',
      good: ({ urn, contact }) => ({
        query: { urn },
        status: 200,
        answer: expect.objectContaining({ urn, contact, notes: [] }),
      }),
      refused: {
        'no URN': () => ({ answer: { detail: 'URL must contain one of the following parameters: urn' } }),
      },
      foreign: {
        'of a URN': ({ urn }) => ({ query: { urn } }),
        'of a suppressed URN': ({ suppressed }) => ({ query: { urn: suppressed } }),
      },
    },
    POST: {
      may: 'administrators',
      good: () => ({
        body: { urns: ['tel:+250788999008'], reason: 'On the list of the operator' },
        status: 200,
        answer: { results: [{ outcome: 'suppressed' }] },
      }),
      refused: {
        'no reason': () => ({ body: { urns: ['tel:+250788999009'] }, answer: { reason: ['This field is required.'] } }),
      },
      foreign: { 'of a URN': ({ urn }) => ({ body: { urns: [urn], reason: 'Theirs' } }) },
    },
    DELETE: {
      may: 'administrators',
      good: ({ suppressed }) => ({ query: { urn: suppressed, reason: 'By mistake' }, status: 204 }),
      refused: {
        'no reason': () => ({
          query: { urn: 'tel:+250788999006' },
          answer: { detail: "Param 'reason': say why the suppression is lifted." },
        }),
        'an address that is not suppressed': () => ({
          query: { urn: 'tel:+250788999006', reason: 'By mistake' },
          ...NOT_FOUND,
        }),
      },
      foreign: {
        'of a URN': ({ urn }) => ({ query: { urn, reason: 'Mine' } }),
        'of a suppressed URN': ({ suppressed }) => ({ query: { urn: suppressed, reason: 'Mine' } }),
      },
    },
  },
};
