/** A function that calls another one gets what it would get on AWS, by the SDK. */
import type { Server } from 'node:http';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type LocalFunction, REFUSED } from '../../../../infra/local/lambda/function.ts';
import { createInvocations } from '../../../../infra/local/lambda/invocations.ts';
import { close, HOST, listen } from '../../../../infra/local/ports.ts';
import { callFunction } from '../../../../shared/lambda/clients/call-function.ts';

let server: Server;
beforeAll(async () => {
  const failing = { errorType: 'Error', errorMessage: 'No name of a person' };
  server = createInvocations(
    () =>
      new Map<string, Pick<LocalFunction, 'invoke'>>([
        ['echo', { invoke: async (json) => ({ ok: true, json: `{"event":${json}}` }) }],
        ['failing', { invoke: async () => ({ ok: false, error: failing }) }],
        ['busy', { invoke: async () => ({ ok: false, error: REFUSED }) }],
        ['slow', { invoke: () => new Promise(() => undefined) }],
      ]),
  );
  vi.stubEnv('AWS_ENDPOINT_URL_LAMBDA', `http://${HOST}:${await listen(server, 0)}`);
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, 'local');
  vi.stubEnv('AWS_REGION', 'eu-west-1');
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await close(server);
});

test('the result of a function is given back, with every letter', async () => {
  expect(await callFunction('echo', { name: 'Ünal 😀' }, 5_000)).toEqual({ event: { name: 'Ünal 😀' } });
});

test('a function that fails, is busy, is not there or takes too long is an error, without its words', async () => {
  await expect(callFunction('failing', {}, 5_000)).rejects.toThrow('failing: Unhandled');
  await expect(callFunction('busy', {}, 5_000)).rejects.toMatchObject({ name: 'TooManyRequestsException' });
  await expect(callFunction('other', {}, 5_000)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await expect(callFunction('slow', {}, 50)).rejects.toThrow(/abort/i);
});
