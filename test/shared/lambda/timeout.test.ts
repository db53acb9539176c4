import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import { expect, it, vi } from 'vitest';
import { toEvent } from '../../../infra/local/http/event.ts';
import { createMeter } from '../../../shared/data/dynamo/index.ts';
import { httpStack } from '../../../shared/lambda/http/http.ts';
import type { Runtime } from '../../../shared/lambda/invocation/runtime.ts';

it('a request for which the time of its function is not enough is answered 503, to be sent again', async () => {
  const path = '/api/v2/slow.json';
  const runtime = {
    data: { meter: createMeter() },
    logger: new Logger(),
    metrics: new Metrics({ namespace: 'test' }),
    config: {},
  } as unknown as Runtime;
  const logged = vi.spyOn(runtime.logger, 'error').mockReturnValue();
  const slow = httpStack({ routes: {}, open: { [path]: () => new Promise<never>(() => undefined) } }, runtime);
  const routing = { routeKey: `ANY ${path}`, pathParameters: {}, requestId: 'r', now: 0 };
  const event = toEvent({ method: 'GET', url: path, headers: {}, body: Buffer.alloc(0), sourceIp: '' }, routing);
  const { statusCode, headers, body } = await slow(event, {
    awsRequestId: 'r',
    getRemainingTimeInMillis: () => 6,
  } as unknown as Context);
  expect({ statusCode, headers }).toMatchObject({ statusCode: 503, headers: { 'retry-after': expect.any(String) } });
  expect(JSON.parse(body ?? '')).toEqual({ detail: expect.stringContaining('Try again') });
  expect(logged).toHaveBeenCalledOnce();
});
