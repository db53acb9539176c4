import { expect } from 'vitest';
import type { Rows } from './row.ts';

const event = (type: string, urn: string) => ({ type, urn, text: 'Hello', external_id: urn });

export const events: Rows<'events'> = {
  events: {
    POST: {
      may: 'writers',
      good: ({ contact, urn }) => ({
        body: { type: 'msg_received', urn, text: 'Muraho' },
        status: 201,
        answer: expect.objectContaining({
          outcome: 'handled',
          contact: expect.objectContaining({ uuid: contact }),
        }),
      }),
      refused: {
        'a type that does not exist, at a time that is none': ({ urn }) => ({
          body: { type: 'smoke', urn, occurred_on: 'yesterday' },
          answer: {
            type: ['"smoke" is not a valid choice.', expect.stringContaining('Choose one of: ')],
            occurred_on: ['Not a valid ISO-8601 time, such as 2026-11-24T08:30:00Z.'],
          },
        }),
        'a URN that is none': () => ({
          body: { type: 'msg_received', urn: 'pigeon:12', text: 'Coo' },
          answer: { urn: [expect.stringContaining('Invalid URN: pigeon:12'), expect.stringContaining('scheme')] },
        }),
      },
      foreign: {
        'a message from a URN': ({ urn }) => ({ body: event('msg_received', urn) }),
        'an opt-out of a URN': ({ urn }) => ({ body: event('stop_contact', urn) }),
        'a conversation of a URN': ({ urn }) => ({ body: event('new_conversation', urn) }),
      },
    },
  },
};
