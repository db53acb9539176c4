import { expect } from 'vitest';
import type { Rows } from './row.ts';

export const messages: Rows<'messages'> = {
  messages: {
    GET: {
      may: 'every role',
      good: ({ contact, message }) => ({
        query: { contact },
        status: 200,
        answer: expect.objectContaining({ results: [expect.objectContaining({ uuid: message, text: 'Hello' })] }),
      }),
      refused: {
        'what is not a uuid': () => ({
          query: { contact: 'ann' },
          answer: { detail: "Param 'contact': ann is not a valid UUID." },
        }),
      },
      foreign: {
        'of a contact': ({ contact }) => ({ query: { contact } }),
        'by uuid': ({ message }) => ({ query: { uuid: message } }),
      },
    },
  },
};
