import { expect } from 'vitest';
import { NOTHING } from './named.ts';
import type { Rows } from './row.ts';

export const webhooks: Rows<'webhooks'> = {
  webhooks: {
    GET: {
      may: 'administrators',
      good: ({ webhook }) => ({
        status: 200,
        answer: expect.objectContaining({
          results: expect.arrayContaining([expect.objectContaining({ uuid: webhook, status: 'working' })]),
        }),
      }),
      refused: {},
      foreign: {},
    },
    POST: {
      may: 'administrators',
      good: () => ({
        body: { url: 'https://hooks.example.com/jobs', events: ['job.completed'] },
        status: 201,
        answer: expect.objectContaining({ url: 'https://hooks.example.com/jobs', secret: expect.any(String) }),
      }),
      refused: {
        'an address inside the network': () => ({
          body: { url: 'https://169.254.169.254/latest', events: ['job.completed'] },
          answer: { url: ['The address must be one of the internet, not of a network inside.'] },
        }),
        'no types of events': () => ({
          body: { url: 'https://hooks.example.com/' },
          answer: { events: ['This field is required.'] },
        }),
      },
      foreign: { 'by uuid': ({ webhook }) => ({ query: { uuid: webhook }, body: { events: ['job.started'] } }) },
    },
    DELETE: {
      may: 'administrators',
      good: ({ webhook }) => ({ query: { uuid: webhook }, status: 204 }),
      refused: {
        'a webhook that is not there': () => ({
          query: { uuid: NOTHING },
          status: 404,
          answer: { detail: 'Not found.' },
        }),
      },
      foreign: { 'by uuid': ({ webhook }) => ({ query: { uuid: webhook } }) },
    },
  },
};
