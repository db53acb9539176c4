/** The API of the local runner by which tests set its clock, make faults, and see what runs. */
import { get } from 'node:http';
import { describe, expect, test } from 'vitest';
import { WAIT_LIMIT_MS } from '../../support/wait-limit.ts';
import { type Fixture, withFixture } from './fixtures/run.ts';

let app: Fixture;
withFixture((running) => {
  app = running;
});

const held = async () => ((await app.local('GET', 'faults')).body as { happened: { hold: number } }).happened.hold;
const idle = () => app.local('GET', `idle?timeout=${WAIT_LIMIT_MS / 1000}`);

describe('control', () => {
  test('the clock that functions see can be set, runs on, and can be set back', async () => {
    expect((await app.local('POST', 'clock', { now: '2031-05-06T07:08:09Z' })).status).toBe(200);
    const seen = (await app.act('now')) as { date: string; now: number; string: string; origin: number };
    expect(seen.date).toMatch(/^2031-05-06T07:08:/);
    expect(new Date(seen.now).getUTCFullYear()).toBe(2031);
    expect(new Date(seen.origin).getUTCFullYear()).toBe(2031);
    expect(seen.string).toContain('2031');
    await app.local('POST', 'clock', { now: null });
    const { now } = (await app.act('now')) as { now: number };
    expect(new Date(now).getUTCFullYear()).toBe(new Date().getUTCFullYear());
  });

  test('functions go on when the clock goes forward, and start again when it goes back', async () => {
    const invocations = async () => ((await app.act('state')) as { invocations: number }).invocations;
    const before = await invocations();
    await app.local('POST', 'clock', { now: '2031-05-06T07:08:09Z' });
    expect(await invocations()).toBe(before + 1);
    await app.local('POST', 'clock', { now: '2031-05-06T07:08:08Z' });
    expect(await invocations()).toBe(1);
    await app.local('POST', 'clock', { now: null });
    expect(await invocations()).toBe(1);
  });

  test.each([{}, { now: 'tomorrow' }, { now: 5 }])('a clock of %j is refused', async (body) => {
    expect((await app.local('POST', 'clock', body)).status).toBe(400);
  });

  test('a schedule runs on request, at the time that the functions see', async () => {
    await app.local('POST', 'clock', { now: '2031-05-06T07:08:09Z' });
    const { status, body } = await app.local('POST', 'schedules/nightly/run');
    await app.local('POST', 'clock', { now: null });
    expect([status, body]).toEqual([
      200,
      { result: { source: 'aws.scheduler', time: expect.stringContaining('2031-05-06T07:08') } },
    ]);
    expect((await app.local('POST', 'schedules/unknown/run')).status).toBe(404);
  });

  test('capacity is the sum of what functions report', async () => {
    await app.local('POST', 'capacity/reset');
    await app.local('POST', 'schedules/nightly/run');
    expect((await app.local('GET', 'capacity')).body).toEqual({
      total: { read_units: 2.5, write_units: 3 },
      functions: { nightly: { read_units: 2.5, write_units: 3 } },
    });
  });

  test("a call that the function's role does not allow is refused with AWS's error", async () => {
    expect(await app.act('deny')).toEqual({
      name: 'AccessDeniedException',
      message: expect.stringMatching(
        /^User: arn:aws:sts::\d+:assumed-role\/\S+\/http is not authorized to perform: dynamodb:PutItem on resource: \S+FixtureData-Log /,
      ),
    });
    await app.act('put', { items: [{ pk: 'allowed' }] });
    expect((await app.local('GET', 'permissions')).body).toMatchObject({
      http: {
        used: expect.arrayContaining([expect.stringMatching(/^dynamodb:PutItem \S+FixtureData-Items$/)]),
        unused: expect.arrayContaining([expect.stringMatching(/^dynamodb:UpdateItem \S+FixtureData-Log$/)]),
      },
    });
  });

  test('expired items are deleted by the clock that functions see, and the stream reports it', async () => {
    const inAnHour = Math.floor(Date.now() / 1000) + 3600;
    await app.act('put', { items: [{ pk: 'mayfly', ttl: inAnHour }, { pk: 'tortoise' }] });
    expect((await app.local('POST', 'ttl/run')).body).toEqual({ deleted: 0 });
    await app.local('POST', 'clock', { now: new Date(Date.now() + 7_200_000).toISOString() });
    expect((await app.local('POST', 'ttl/run')).body).toEqual({ deleted: 1 });
    await app.local('POST', 'clock', { now: null });
    await idle();
    expect(await app.items()).not.toContain('mayfly');
    expect(await app.items()).toContain('tortoise');
    expect(await app.counted('REMOVE mayfly')).toBe(1);
  });

  test('throttled calls are tried again by the SDK', async () => {
    await app.local('POST', 'faults', { throttle: { every: 2, operations: ['PutItem'] } });
    for (const pk of ['t1', 't2']) expect(await app.act('put', { items: [{ pk }] })).toEqual({ stored: 1 });
    const { body } = await app.local('POST', 'faults', { throttle: null });
    expect(body).toMatchObject({ happened: { throttle: 1 } });
  });

  test('random faults come of one seed until an empty body ends them; what they hit is done all the same', async () => {
    const seeded = { seed: 2, duplicate: 0.5, kill: 0.2, throttle: 0.2, delay_ms: 30, engine_slow_ms: 2 };
    expect((await app.local('POST', 'faults', seeded)).body).toMatchObject(seeded);
    const names = Array.from({ length: 12 }, (_, n) => `shaken ${n}`);
    for (const name of names) await untilSent({ messages: [{ name }] });
    await idle();
    const { body } = await app.local('POST', 'faults', {});
    expect(body).toMatchObject({ kill: null, duplicate: null, throttle: null, delay_ms: null, engine_slow_ms: null });
    const { happened } = body as { happened: Record<string, number> };
    for (const fault of ['kill', 'duplicate', 'throttle']) expect(happened[fault]).toBeGreaterThan(0);
    for (const name of names) expect(await app.counted(`done ${name}`)).toBeGreaterThanOrEqual(1);
  });

  /** Sends until the function has answered: it can be killed, and Lambda can refuse it. */
  async function untilSent(messages: object): Promise<void> {
    while (!('sent' in ((await app.act('send', messages)) as object)));
  }

  test('a fault that cannot be read is refused with its name', async () => {
    const { status, body } = await app.local('POST', 'faults', { kill: { function: 'unknown' }, thottle: 0.1 });
    expect([status, body]).toEqual([400, { detail: expect.stringContaining('thottle') }]);
  });

  test('info lists what runs', async () => {
    expect((await app.local('GET', 'info')).body).toMatchObject({
      dynamodb: {
        endpoint: app.services.engine.endpoint,
        tables: { items: 'FixtureData-Items', log: 'FixtureData-Log' },
      },
      queues: { work: app.services.queues.urlOf('Fixture-Work'), 'work-failed': expect.any(String) },
      functions: ['http', 'worker', 'project', 'nightly'],
      schedules: ['nightly'],
    });
  });

  test('idle answers 503 while something runs', async () => {
    const before = await held();
    await app.local('POST', 'faults', { hold: { function: 'nightly' } });
    const running = app.local('POST', 'schedules/nightly/run');
    await expect.poll(held, { timeout: WAIT_LIMIT_MS }).toBe(before + 1);
    expect(await app.local('GET', 'idle?timeout=0.2')).toEqual({ status: 503, body: { idle: false } });
    await app.local('POST', 'faults', { hold: null });
    await running;
    expect((await idle()).status).toBe(200);
  });

  test('a web page in a browser cannot call it', async () => {
    const answer = await app.request('/_local/info', { headers: { origin: 'http://evil.example' } });
    expect(answer.status).toBe(403);
  });

  test.each(['/_local/info', '/items/7'])('%s is not for a page whose name resolves to 127.0.0.1', async (path) => {
    const { host } = new URL(app.url);
    const status = (name: string) =>
      new Promise((resolve) => {
        get(`${app.url}${path}`, { headers: { host: name } }, (answer) => resolve(answer.resume().statusCode));
      });
    expect([await status('evil.example'), await status(host)]).toEqual([403, 200]);
  });
});
