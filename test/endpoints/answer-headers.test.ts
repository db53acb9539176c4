import { expect, it, vi } from 'vitest';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();
const UUID = /^[0-9a-f-]{36}$/;

it.each([
  ['an answer', 'contacts.json', 200],
  ['a refusal', 'contacts.json?cursor=nonsense', 404],
  ['what does not exist', 'nothing.json', 404],
])('%s carries the id of its request, is kept by no cache, and is safe in a browser', async (_, path, status) => {
  const client = await stage().open();
  const answer = await client.ask('GET', path);
  expect([answer.status, answer.headers.get('x-request-id')]).toEqual([status, expect.stringMatching(UUID)]);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'cache-control': 'no-store',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=15552000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  });
});

it('log lines have the id of the request that they are about', async () => {
  const client = await stage().open();
  const { logger } = stage().service.runtime;
  const appended = vi.spyOn(logger, 'appendKeys');
  const answer = await client.ask('GET', 'contacts.json');
  expect(appended).toHaveBeenCalledWith({ request: answer.headers.get('x-request-id') });
});
