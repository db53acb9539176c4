import { expect } from 'vitest';
import { NOTHING } from './named.ts';
import type { Rows } from './row.ts';

export const channels: Rows<'channels'> = {
  channels: {
    GET: {
      may: 'administrators',
      good: ({ channel }) => ({
        status: 200,
        answer: expect.objectContaining({
          results: expect.arrayContaining([expect.objectContaining({ uuid: channel, kind: 'external' })]),
        }),
      }),
      refused: {},
      foreign: {},
    },
    POST: {
      may: 'administrators',
      good: () => ({
        body: { kind: 'twilio', secret: '12345678901234567890123456789012' },
        status: 201,
        answer: expect.objectContaining({ kind: 'twilio', address: expect.stringMatching(/\/in\/[\w-]{43}$/) }),
      }),
      refused: {
        'a kind that does not exist': () => ({
          body: { kind: 'pigeon' },
          answer: { kind: ['"pigeon" is not a valid choice.', expect.stringContaining('Choose one of: ')] },
        }),
        'no number where AWS sends to one': () => ({
          body: { kind: 'aws_sms' },
          answer: { number: ['Give the number to which people write, or the topic that sends here.'] },
        }),
        'no secret where the sender signs': () => ({
          body: { kind: 'telerivet' },
          answer: { secret: ['This field is required.'] },
        }),
      },
      foreign: { 'by uuid': ({ channel }) => ({ query: { uuid: channel }, body: { name: 'Ours' } }) },
    },
    DELETE: {
      may: 'administrators',
      good: ({ channel }) => ({ query: { uuid: channel }, status: 204 }),
      refused: {
        'a channel that is not there': () => ({
          query: { uuid: NOTHING },
          status: 404,
          answer: { detail: 'Not found.' },
        }),
      },
      foreign: { 'by uuid': ({ channel }) => ({ query: { uuid: channel } }) },
    },
  },
};
