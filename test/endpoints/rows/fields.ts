import { expect } from 'vitest';
import type { Rows } from './row.ts';

export const fields: Rows<'fields'> = {
  fields: {
    GET: {
      may: 'every role',
      good: ({ field }) => ({
        query: { key: field },
        status: 200,
        answer: expect.objectContaining({ results: [expect.objectContaining({ key: field, type: 'text' })] }),
      }),
      // Any text may be sent as a key; a key that no field has finds nothing.
      refused: {},
      foreign: { 'by key': ({ field }) => ({ query: { key: field } }) },
    },
    POST: {
      may: 'writers',
      good: () => ({
        body: { name: 'Age', type: 'number' },
        status: 201,
        answer: expect.objectContaining({ key: 'age', name: 'Age', type: 'number' }),
      }),
      refused: {
        'a type that does not exist': () => ({
          body: { name: 'Film', type: 'video' },
          answer: { type: ['"video" is not a valid choice.', expect.stringContaining('Choose one of: ')] },
        }),
      },
      foreign: { update: ({ field }) => ({ query: { key: field }, body: { name: 'Mine', type: 'text' } }) },
    },
  },
};
