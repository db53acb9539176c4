import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { WAIT_LIMIT_MS } from '../../support/wait-limit.ts';
import { type Fixture, forget, startFixture, testSettings, withFixture } from './fixtures/run.ts';

let app: Fixture;
withFixture((running) => {
  app = running;
});

const held = async () => ((await app.local('GET', 'faults')).body as { happened: { hold: number } }).happened.hold;
const idle = () => app.local('GET', `idle?timeout=${WAIT_LIMIT_MS / 1000}`);

async function messagesIn(queue: string): Promise<readonly string[]> {
  const { client, urlOf } = app.services.queues;
  const request = { QueueUrl: urlOf(queue), MaxNumberOfMessages: 10, WaitTimeSeconds: 1 };
  const { Messages = [] } = await client.send(new ReceiveMessageCommand(request));
  return Messages.map(({ Body }) => Body ?? '');
}

describe('HTTP', () => {
  test('a request reaches its function and comes back with headers and cookies', async () => {
    const answer = await app.request('/items/7?a=1&a=2', { headers: { 'X-Mine': 'yes' } });
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await answer.json()).toMatchObject({
      routeKey: 'GET /items/{id}',
      rawPath: '/items/7',
      pathParameters: { id: '7' },
      queryStringParameters: { a: '1,2' },
      headers: { 'x-mine': 'yes' },
    });
  });

  test('a path without a route is a 404 with the message of API Gateway', async () => {
    const answer = await app.request('/nothing');
    expect([answer.status, await answer.json()]).toEqual([404, { message: 'Not Found' }]);
  });

  test('a body over 10 MB is a 413', async () => {
    const answer = await app.request('/items', { method: 'POST', body: 'x'.repeat(10 * 1024 * 1024 + 1) });
    expect([answer.status, await answer.json()]).toEqual([413, { message: 'Request Entity Too Large' }]);
  });

  test('a request of more than 6 MB, as the JSON of its event, is a 413', async () => {
    const quoted = JSON.stringify({ action: 'state', text: '"'.repeat(1_400_000) });
    const within = await app.request('/items', { method: 'POST', body: quoted });
    const over = await app.request('/items', { method: 'POST', body: quoted.replace('"}', `${quoted}"}`) });
    expect([within.status, over.status]).toEqual([200, 413]);
  });

  test('an answer of more than 6 MB is a 500, as Lambda refuses it', async () => {
    expect(await app.act('say', { bytes: 6_280_000 })).toHaveProperty('text');
    expect(await app.act('say', { bytes: 6_292_000 })).toEqual({ message: 'Internal Server Error' });
    expect(app.said).toContainEqual(expect.stringContaining('Function.ResponseSizeTooLarge'));
  });

  test.each(['fail', 'exit'])('a function that does %s is a 500, and the next request is served', async (action) => {
    expect(await app.act(action)).toEqual({ message: 'Internal Server Error' });
    expect(await app.act('state')).toMatchObject({ name: 'http' });
  });

  test('a function that takes longer than its timeout is ended', async () => {
    expect(await app.act('sleep', { ms: 5000 })).toEqual({ message: 'Internal Server Error' });
    expect(app.said).toContain('[http] failed: Sandbox.Timedout: Task timed out after 3.00 seconds');
  });
});

describe('functions', () => {
  test('keep their state between invocations and see only their own environment', async () => {
    const first = (await app.act('state')) as { invocations: number };
    const second = (await app.act('state')) as { invocations: number };
    expect(second).toEqual({ invocations: first.invocations + 1, home: null, name: 'http' });
  });

  test('run in several environments at a time, up to the limit', async () => {
    const before = await held();
    await app.local('POST', 'faults', { hold: { function: 'http' } });
    const answers = Array.from({ length: 4 }, () => app.act('state'));
    await expect.poll(held, { timeout: WAIT_LIMIT_MS }).toBe(before + 2);
    await app.local('GET', 'idle?timeout=0.2');
    expect(await held()).toBe(before + 2);
    await app.local('POST', 'faults', { hold: null });
    expect(await Promise.all(answers)).toHaveLength(4);
  });

  test('read the secret, which is generated once', async () => {
    const { secret } = (await app.act('secret')) as { secret: string };
    expect(secret).toMatch(/^[A-Za-z0-9]{40}$/);
    expect(await app.act('secret')).toEqual({ secret });
  });
});

describe('queues', () => {
  test('messages reach the worker; only failed ones are delivered again', async () => {
    await app.act('send', { messages: [{ name: 'good' }, { name: 'twice', failures: 1 }] });
    expect(await idle()).toEqual({ status: 200, body: { idle: true } });
    expect(await Promise.all(['begun good', 'begun twice', 'done twice'].map(app.counted))).toEqual([1, 2, 1]);
  });

  test('a message that fails too often goes to the dead-letter queue', async () => {
    await app.act('send', { messages: [{ name: 'hopeless', failures: 9 }] });
    await idle();
    expect(await app.counted('begun hopeless')).toBe(2);
    expect(await messagesIn('Fixture-WorkFailed')).toEqual([JSON.stringify({ name: 'hopeless', failures: 9 })]);
  });

  test('the messages of a worker that dies are delivered again', async () => {
    await app.local('POST', 'faults', { kill: { function: 'worker', after_ms: 150 } });
    await app.act('send', { messages: [{ name: 'mortal', hangs: 1 }] });
    await idle();
    expect(await app.counted('done mortal')).toBe(1);
    expect((await app.local('GET', 'faults')).body).toMatchObject({ kill: null, happened: { kill: 1 } });
  });

  test.each([true, false])('a batch is delivered twice when requested (together: %s)', async (together) => {
    const name = `double ${together}`;
    await app.local('POST', 'faults', { duplicate: { queue: 'work', together } });
    await app.act('send', { messages: [{ name }] });
    await idle();
    expect(await app.counted(`done ${name}`)).toBe(2);
  });
});

describe('the stream', () => {
  test('delivers filtered records to its function', async () => {
    await app.act('put', { items: [{ pk: 'streamed' }, { pk: 'other', sk: 'NOT AN ITEM' }] });
    await idle();
    expect(await app.counted('INSERT streamed')).toBe(1);
    expect(await app.counted('INSERT other')).toBe(0);
  });

  test('a record that always fails is isolated, given up and reported to the failure queue', async () => {
    const names = ['a', 'b', 'poison', 'c', 'd'].map((pk) => ({ pk }));
    await app.act('put', { items: names });
    await idle();
    const counts = await Promise.all(['a', 'b', 'c', 'd'].map((pk) => app.counted(`INSERT ${pk}`)));
    expect(counts.every((count) => count >= 1)).toBe(true);
    const [body = '{}'] = await messagesIn('Fixture-ProjectFailed');
    expect(JSON.parse(body)).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted' },
      DDBStreamBatchInfo: { batchSize: 1 },
    });
  });
});

test('a port in use is refused, and nothing is left running', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const other = testSettings({ PORT: String(port) });
  await expect(startFixture(other)).rejects.toThrow('EADDRINUSE');
  server.close();
  forget(other);
});
