/** Where the deployment has CloudFront, who calls API Gateway itself is refused: by the API and by `/in/…`. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from 'aws-lambda';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { toEvent } from '../../infra/local/http/event.ts';
import { close, HOST, listen } from '../../infra/local/ports.ts';
import { createSecretsServer, keepSecrets } from '../../infra/local/secrets.ts';
import { httpStack } from '../../shared/lambda/http/http.ts';
import { addressOf, receive } from '../support/in-process/inbound.ts';
import { serviceAt } from '../support/in-process/services.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();
const originSecret = 'x'.repeat(64);
const originSecretArn = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:origin';

const directory = mkdtempSync(join(tmpdir(), 'dormouse-origin-'));
const secrets = keepSecrets(
  [{ name: 'origin', arn: originSecretArn, length: 64, punctuation: false }],
  join(directory, 'secrets.json'),
);
const server = createSecretsServer(secrets);
beforeAll(async () => {
  secrets.set(originSecretArn, originSecret);
  vi.stubEnv('AWS_ENDPOINT_URL_SECRETS_MANAGER', `http://${HOST}:${await listen(server, 0)}`);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await close(server);
  rmSync(directory, { recursive: true });
});

it.each([
  [{}, 403],
  [{ 'x-dormouse-origin': '' }, 403],
  [{ 'x-dormouse-origin': `${originSecret}x` }, 403],
  [{ 'x-dormouse-origin': originSecret.slice(1) }, 403],
  [{ 'x-dormouse-origin': originSecret }, 200],
])('with the headers %j the status is %i', async (headers, status) => {
  const { runtime, newWorkspace } = stage().service;
  const behind = { ...runtime, config: { ...runtime.config, originSecretArn } };
  const { token } = await newWorkspace();
  for (const path of ['/api/v2/me.json', '/api/v2/openapi.json']) {
    const request = { method: 'GET', url: path, headers: { authorization: `Token ${token}`, ...headers } };
    const routing = { routeKey: `ANY ${path}`, pathParameters: {}, requestId: 'r', now: Date.now() };
    const event = toEvent({ ...request, body: Buffer.alloc(0), sourceIp: '' }, routing);
    const answer = await httpStack(serviceAt(path), behind)(event, { awsRequestId: 'r' } as Context);
    expect(answer.statusCode).toBe(status);
  }
  const made = await stage().as(token).post('channels.json', { kind: 'external' });
  const sent = { query: 'id=1', action: 'sent', headers };
  expect((await receive(behind, addressOf(made), sent)).statusCode).toBe(status);
  expect((await receive(runtime, addressOf(made), sent)).statusCode).toBe(200);
});
