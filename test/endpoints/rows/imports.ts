import { expect } from 'vitest';
import { NOTHING } from './named.ts';
import type { Rows } from './row.ts';

const NAMELESS = {
  'no import': () => ({ answer: { detail: 'URL must contain one of the following parameters: import' } }),
  'an import that is not there': () => ({
    query: { import: NOTHING },
    status: 404,
    answer: { detail: 'Not found.' },
  }),
};

export const imports: Rows<'imports'> = {
  imports: {
    GET: {
      may: 'every role',
      good: ({ imported }) => ({
        query: { uuid: imported },
        status: 200,
        answer: expect.objectContaining({
          results: [expect.objectContaining({ uuid: imported, job: null, preview: null })],
        }),
      }),
      refused: {
        'what is not a uuid': () => ({
          query: { uuid: 'first' },
          answer: { detail: "Param 'uuid': first is not a valid UUID." },
        }),
      },
      foreign: { 'by uuid': ({ imported }) => ({ query: { uuid: imported } }) },
    },
    POST: {
      may: 'administrators',
      good: () => ({
        body: { name: 'Spring', files: [{ name: 'people.csv' }] },
        status: 201,
        answer: expect.objectContaining({
          name: 'Spring',
          job: null,
          uploads: [expect.objectContaining({ name: 'people.csv', url: expect.any(String) })],
        }),
      }),
      refused: {
        'without files': () => ({ body: { name: 'Spring' }, answer: { files: ['This field is required.'] } }),
        'a target that there is not': () => ({
          body: { name: 'Spring', files: [{ name: 'a.csv' }], mapping: { Phone: 'phone' } },
          answer: { mapping: { Phone: [expect.stringContaining('"phone" is no target')] } },
        }),
        'a mapping that was not saved': () => ({
          body: { name: 'Spring', files: [{ name: 'a.csv' }], mapping_name: 'Monthly' },
          answer: { mapping_name: ['No such object: Monthly'] },
        }),
        'files and a source': () => ({
          body: { name: 'Spring', files: [{ name: 'a.csv' }], textit: { host: 'https://textit.com', token: 'secret' } },
          answer: { files: ['An import has files or a source, not both.'] },
        }),
        'a source inside the network': () => ({
          body: { name: 'Spring', textit: { host: 'https://169.254.169.254', token: 'secret' } },
          answer: { textit: ['The address must be one of the internet, not of a network inside.'] },
        }),
        'a source without TLS': () => ({
          body: { name: 'Spring', textit: { host: 'http://textit.com', token: 'secret' } },
          answer: { textit: ['The address must begin with https://.'] },
        }),
        'a time that is yet to come': () => ({
          body: { name: 'Spring', textit: { host: 'textit.com', token: 'secret', since: '2999-01-01T00:00:00Z' } },
          answer: { textit: [expect.stringContaining('Its since is a time that has been')] },
        }),
        'to go on with what is not pulled': ({ imported }) => ({
          query: { uuid: imported },
          body: { action: 'pull', textit: { token: 'secret' } },
          answer: { action: ['Its files are uploaded, not pulled.'] },
        }),
        'an import that is not there': () => ({
          query: { uuid: NOTHING },
          body: { action: 'preview' },
          status: 404,
          answer: { detail: 'Not found.' },
        }),
      },
      foreign: { preview: ({ imported }) => ({ query: { uuid: imported }, body: { action: 'preview' } }) },
    },
  },
  import_reports: {
    GET: {
      may: 'every role',
      good: ({ read }) => ({
        query: { import: read },
        status: 200,
        answer: expect.objectContaining({ next: null, previous: null }),
      }),
      refused: NAMELESS,
      foreign: { 'by import': ({ read }) => ({ query: { import: read } }) },
    },
    POST: {
      may: 'writers',
      good: ({ read }) => ({
        query: { import: read },
        status: 202,
        answer: expect.objectContaining({ import: read, status: 'making', file: null, problem: null }),
      }),
      refused: {
        ...NAMELESS,
        'before its files were read': ({ imported }) => ({
          query: { import: imported },
          answer: { detail: 'Nothing has been read of its files: preview it first.' },
        }),
      },
      foreign: { 'by import': ({ read }) => ({ query: { import: read } }) },
    },
  },
  import_refusals: {
    GET: {
      may: 'every role',
      good: ({ read }) => ({
        query: { import: read },
        status: 200,
        answer: {
          ...{ next: null, previous: null },
          results: [
            expect.objectContaining({ file: 'people.csv', line: 3, reason: 'invalid_address', column: 'Phone' }),
          ],
        },
      }),
      refused: NAMELESS,
      foreign: { 'by import': ({ read }) => ({ query: { import: read } }) },
    },
  },
  import_mappings: {
    GET: {
      may: 'every role',
      good: () => ({ status: 200, answer: { next: null, previous: null, results: [] } }),
      refused: {},
      foreign: {},
    },
  },
};
