/** Where the deployment has CloudFront, who calls API Gateway itself is refused: by the API and by `/in/…`. */
import type { Context } from 'aws-lambda';
import { expect, it } from 'vitest';
import { toEvent } from '../../infra/local/http/event.ts';
import { httpStack } from '../../shared/lambda/http/http.ts';
import { addressOf, receive } from '../support/in-process/inbound.ts';
import { serviceAt } from '../support/in-process/services.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();
const originSecret = 'x'.repeat(64);

it.each([
  [{}, 403],
  [{ 'x-dormouse-origin': '' }, 403],
  [{ 'x-dormouse-origin': `${originSecret}x` }, 403],
  [{ 'x-dormouse-origin': originSecret.slice(1) }, 403],
  [{ 'x-dormouse-origin': originSecret }, 200],
])('with the headers %j the status is %i', async (headers, status) => {
  const { runtime, newWorkspace } = stage().service;
  const behind = { ...runtime, config: { ...runtime.config, originSecret } };
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
