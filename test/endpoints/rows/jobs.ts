import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { NOTHING } from './named.ts';
import type { Rows } from './row.ts';

const ARCHIVE = { type: 'set_status', status: 'archived' };

export const jobs: Rows<'jobs'> = {
  jobs: {
    GET: {
      may: 'every role',
      good: ({ job }) => ({
        query: { uuid: job },
        status: 200,
        answer: expect.objectContaining({
          results: [expect.objectContaining({ uuid: job, type: 'delete', status: 'ready', total: 1 })],
        }),
      }),
      refused: {
        'what is not a uuid': () => ({
          query: { uuid: 'first' },
          answer: { detail: "Param 'uuid': first is not a valid UUID." },
        }),
      },
      foreign: { 'by uuid': ({ job }) => ({ query: { uuid: job } }) },
    },
    POST: {
      may: 'writers',
      good: ({ contact }) => ({
        body: { ...ARCHIVE, selection: { contacts: [contact] } },
        status: 202,
        answer: expect.objectContaining({ type: 'set_status', status: 'pending' }),
      }),
      refused: {
        'a folder that does not exist': () => ({
          body: { ...ARCHIVE, selection: { folder: 'attic' } },
          answer: {
            selection: { folder: ['"attic" is not a valid choice.', expect.stringContaining('Choose one of: ')] },
          },
        }),
        'a status that does not exist': ({ group }) => ({
          body: { type: 'set_status', status: 'asleep', selection: { groups: [group] } },
          answer: { status: ['"asleep" is not a valid choice.', expect.stringContaining('Choose one of: ')] },
        }),
        '101 contacts': () => ({
          body: { ...ARCHIVE, selection: { contacts: Array.from({ length: 101 }, () => randomUUID()) } },
          answer: { selection: { contacts: ['Ensure this field has no more than 100 elements.'] } },
        }),
        'a group that is not there': () => ({
          body: { ...ARCHIVE, selection: { groups: [NOTHING] } },
          answer: { selection: [`No such object: ${NOTHING}`] },
        }),
        'a deletion of the active folder': () => ({
          body: { type: 'delete', selection: { folder: 'active' }, preview: true },
          answer: {
            selection: [
              'Only archived contacts can be deleted. Archive them first, then delete the folder "archived".',
            ],
          },
        }),
        'a deletion without a preview': () => ({
          body: { type: 'delete', selection: { folder: 'archived' } },
          answer: {
            preview: [
              'A deletion must be previewed first: send "preview": true, then run it with its token and count.',
            ],
          },
        }),
        'the undo of a deletion': ({ job }) => ({
          query: { uuid: job },
          body: { action: 'undo' },
          answer: { detail: 'A deletion is for good: it cannot be undone.' },
        }),
        'the repetition of a job that has not ended': ({ job }) => ({
          query: { uuid: job },
          body: { action: 'repeat' },
          answer: { detail: 'Only a job that has ended can be repeated for the contacts that failed.' },
        }),
        'the contacts of a job that has not ended': ({ job }) => ({
          body: { ...ARCHIVE, selection: { job, outcome: 'changed' } },
          answer: { selection: ['Only the contacts of a job that has ended can be selected by what became of them.'] },
        }),
        'an outcome without a job': () => ({
          body: { ...ARCHIVE, selection: { outcome: 'failed' } },
          answer: { selection: ['Name an earlier job together with an outcome.'] },
        }),
        'a reason of contacts that changed': ({ job }) => ({
          body: { ...ARCHIVE, selection: { job, outcome: 'changed', reason: 'worker' } },
          answer: { selection: ['Only contacts that were skipped or failed have a reason.'] },
        }),
        'a reason that is misspelt': ({ job }) => ({
          body: { ...ARCHIVE, selection: { job, outcome: 'failed', reason: 'wroker' } },
          answer: { selection: [expect.stringMatching(/^"wroker" is not one of address_taken, error, .*, worker\.$/)] },
        }),
        'a job that is not there': () => ({
          query: { uuid: NOTHING },
          body: { action: 'pause' },
          status: 404,
          answer: { detail: 'Not found.' },
        }),
      },
      foreign: {
        run: ({ job, jobToken }) => ({ query: { uuid: job }, body: { action: 'run', token: jobToken, count: 1 } }),
        pause: ({ job }) => ({ query: { uuid: job }, body: { action: 'pause' } }),
        resumption: ({ job }) => ({ query: { uuid: job }, body: { action: 'resume' } }),
        interruption: ({ job }) => ({ query: { uuid: job }, body: { action: 'interrupt' } }),
        'interruption of a start': ({ start }) => ({ query: { uuid: start }, body: { action: 'interrupt' } }),
        undo: ({ start }) => ({ query: { uuid: start }, body: { action: 'undo' } }),
        repetition: ({ start }) => ({ query: { uuid: start }, body: { action: 'repeat' } }),
        'over the contacts of a job': ({ start }) => ({
          body: { ...ARCHIVE, selection: { job: start, outcome: 'changed' } },
        }),
        'over a group': ({ group }) => ({ body: { ...ARCHIVE, selection: { groups: [group] } } }),
        'over a contact': ({ contact }) => ({ body: { ...ARCHIVE, selection: { contacts: [contact] } } }),
        'over a URN': ({ urn }) => ({ body: { ...ARCHIVE, selection: { contacts: [urn] } } }),
      },
    },
  },
  job_contacts: {
    GET: {
      may: 'every role',
      good: ({ start, contact }) => ({
        query: { job: start },
        status: 200,
        answer: expect.objectContaining({
          results: [
            expect.objectContaining({
              contact: expect.objectContaining({ uuid: contact }),
              outcome: 'changed',
              reason: null,
            }),
          ],
        }),
      }),
      refused: {
        'without a job': () => ({ answer: { detail: 'URL must contain one of the following parameters: job' } }),
        'an outcome that there is not': ({ job }) => ({
          query: { job, outcome: 'lost' },
          answer: { detail: "Param 'outcome': lost is not one of pending, changed, unchanged, skipped, failed." },
        }),
        'a reason that there is not': ({ job }) => ({
          query: { job, reason: 'wroker' },
          answer: { detail: expect.stringMatching(/^Param 'reason': "wroker" is not one of address_taken, /) },
        }),
        'a job that is not there': () => ({ query: { job: NOTHING }, status: 404, answer: { detail: 'Not found.' } }),
      },
      foreign: { 'of a job': ({ job }) => ({ query: { job } }) },
    },
  },
};
