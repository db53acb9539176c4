/** Every deployed function gives up services that accept a call and never answer, before its own time is over. */
import type { AsyncLocalStorage } from 'node:async_hooks';
import { createServer, type RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { interpret } from '../../../../infra/local/assembly/interpret.ts';
import type { FunctionSpec, Model } from '../../../../infra/local/assembly/model.ts';
import { readAssembly } from '../../../../infra/local/assembly/read.ts';
import { createPermissionUse } from '../../../../infra/local/control/permissions.ts';
import { createFunctions } from '../../../../infra/local/functions.ts';
import { toEvent } from '../../../../infra/local/http/event.ts';
import { close, HOST, listen } from '../../../../infra/local/ports.ts';
import { CONNECT_MS, patience, retryWithinLimit } from '../../../../shared/data/dynamo/index.ts';
import type { RetryLimit } from '../../../../shared/data/dynamo/retry-limit.ts';
import { EVENT_TYPES } from '../../../../shared/domain/contacts/opt-out/inbound-event.ts';
import { plainSearch, readSearch } from '../../../../shared/domain/search/search.ts';
import { BACKGROUND, REQUEST, within } from '../../../../shared/lambda/invocation/retry-limits.ts';
import { assets, now } from '../../../shared/domain/contacts/world.ts';
import { sideBySide } from '../../../support/api/client.ts';
import { ASSEMBLY, ofType, synthesise } from '../assembly.ts';

/** By the session tokens of their calls: functions that have met the silent services. */
const met = new Set<string>();
const silence: RequestListener = ({ headers }) =>
  void met.add(String(headers['x-amz-security-token'] ?? headers['user-agent']?.replace('dormouse-', '')));
/** The store of files, and Lambda, are known by their own addresses. */
const servers = [createServer(silence), createServer(silence), createServer(silence)];
let model: Model;
let [url, s3, lambda] = ['', '', ''];
const stops: (() => Promise<void> | void)[] = [];
beforeAll(async () => {
  const ports = await Promise.all(servers.map((server) => listen(server, 0)));
  [url = '', s3 = '', lambda = ''] = ports.map((port) => `http://${HOST}:${port}`);
  model = interpret(readAssembly(ASSEMBLY), { region: 'eu-west-1', queueUrl: (name) => `${url}/0/${name}` });
});
afterAll(async () => {
  for (const stop of stops) await stop();
  for (const server of servers) server.closeAllConnections();
  await Promise.all(servers.map(close));
});

const ID = '11111111-1111-4111-8111-111111111111';
/** A message that each queue takes. */
const MESSAGE = {
  ...{
    workspace: ID,
    job: ID,
    import: ID,
    key: 'a',
    page: 0,
    slice: 0,
    turn: 0,
    id: ID,
    detail: { workspace: ID, events: [] },
  },
  ...{ type: EVENT_TYPES[0], urn: 'tel:+250788000001', text: 'Hi', payload: null, at: 1, externalId: null, seed: 'a' },
};

const read = readSearch('name = Ann', null, assets, now);
const SEARCH = read.ok ? plainSearch(read.search) : null;
const WANTED = { kind: 'page', sort: null, list: { from: null, back: false, limit: 1 } };

function eventOf({ name, environment }: FunctionSpec): object {
  const [, path = ''] = model.routes.find(({ functionName }) => functionName === name)?.key.split(' ') ?? [];
  const routing = {
    routeKey: '$default',
    pathParameters: { channel: 'a'.repeat(43) },
    requestId: 'r',
    now: Date.now(),
  };
  const headers = { authorization: 'Token a-token', host: 'api.test' };
  if (path !== '')
    return toEvent({ method: 'GET', url: path, headers, body: Buffer.alloc(0), sourceIp: '192.0.2.1' }, routing);
  const Sns = { Message: '{"NewStateValue":"ALARM"}' };
  const source = { eventSource: 'aws:sqs', messageId: 'm', body: JSON.stringify(MESSAGE), Sns };
  if ('BRAKED_RATES' in environment) return { Records: [source] };
  if (model.queueSources.some(({ functionName }) => functionName === name)) return { Records: [source] };
  const part = { release: environment['PARTS_RELEASE'], workspace: ID, own: ['r/0-1.parquet'], changed: [] };
  const segments = [{ file: 'r/0-1.parquet', bytes: 100, rows: 1 }];
  return {
    ...part,
    segments,
    Records: [],
    search: SEARCH,
    wanted: WANTED,
  };
}

/** Seconds that each function is given here, so that the tests end. */
const GIVEN = 12;

it('in its bundle, whatever it asks first', async () => {
  const permissions = createPermissionUse(model, { s3, lambda }, null);
  const functions = createFunctions(
    model.functions.map((spec) => ({ ...spec, timeoutSeconds: Math.min(spec.timeoutSeconds, GIVEN) })),
    {
      ...{ clockOffset: new SharedArrayBuffer(8), concurrency: 1, quickly: 1, batchesPort: null },
      variables: ({ name, environment, memoryMb, directory }) => ({
        ...{ AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'a', AWS_SESSION_TOKEN: name },
        ...{
          AWS_ENDPOINT_URL: url,
          AWS_ENDPOINT_URL_S3: s3,
          AWS_LAMBDA_FUNCTION_NAME: name,
          LAMBDA_TASK_ROOT: directory,
        },
        ...{ AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb), POWERTOOLS_LOG_LEVEL: 'SILENT', ...environment },
        ...('PUBLIC_URL' in environment && { PUBLIC_URL: url }),
      }),
      permissions: permissions.of,
      ...{ onOutput: () => undefined, onUse: () => undefined, onError: () => undefined },
      ...{ killAfter: () => null, untilFree: async () => undefined, refuses: () => false },
      directoryOf: ({ directory }) => directory,
      answers: () => true,
    },
    { add: (stop) => stops.push(stop) },
  );
  const outcomes = await sideBySide(
    model.functions,
    async (spec) => [spec.name, await functions.get(spec.name)?.invoke(JSON.stringify(eventOf(spec)))] as const,
    9,
  );
  const timedOut = outcomes.filter(([, outcome]) => outcome?.ok === false && /Timedout/.test(outcome.error.errorType));
  expect(timedOut).toEqual([]);
  const others = outcomes.filter(([name]) => !met.has(name)).map(([name, outcome]) => [name, JSON.stringify(outcome)]);
  expect(others).toEqual([]);
});

/** Somebody waits for a function that has a route, and for one that such a function calls. */
function kindOf(name: string): typeof REQUEST {
  const called = model.functions.some(({ environment }) => environment['PARTS_FUNCTION'] === name);
  return called || model.routes.some(({ functionName }) => functionName === name) ? REQUEST : BACKGROUND;
}

it('by its kind: after 3 s where somebody waits, after 20 s where nobody does, and before its own time is over', async () => {
  expect([CONNECT_MS, REQUEST.longestSilence, BACKGROUND.longestSilence]).toEqual([1_000, 3_000, 20_000]);
  const deployed = Object.values(synthesise()).flatMap((template) => ofType(template, 'AWS::Lambda::Function'));
  expect(model.functions).toHaveLength(deployed.length);
  // All bundles share it: what an invocation is allowed arrives here, and nothing of the function is played.
  const shared = Reflect.get(globalThis, Symbol.for('dormouse.retry-limit')) as AsyncLocalStorage<RetryLimit>;
  const allowed = vi.spyOn(shared, 'run').mockReturnValue(undefined);
  const bundles = createRequire(import.meta.url);
  for (const spec of model.functions) {
    const limit = spec.timeoutSeconds * 1_000;
    for (const [name, value] of Object.entries(spec.environment)) vi.stubEnv(name, value);
    const { handler } = bundles(join(spec.directory, spec.handler.replace(/\.\w+$/, '.cjs')));
    await handler(eventOf(spec), { getRemainingTimeInMillis: () => limit });
    const { longestSilence = 0 } = allowed.mock.lastCall?.[0] ?? {};
    expect([spec.name, longestSilence]).toEqual([spec.name, kindOf(spec.name).longestSilence]);
    expect([spec.name, CONNECT_MS + longestSilence < limit]).toEqual([spec.name, true]);
    allowed.mockClear();
    vi.unstubAllEnvs();
  }
});

it.each([
  ['answers', REQUEST],
  ['works', BACKGROUND],
])('by the time that it has on AWS, when it %s, however often it calls', async (_, allowed) => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
  for (const { name, timeoutSeconds } of model.functions) {
    let time = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => time);
    const silent = async () => {
      time += patience().silence();
      throw Object.assign(new Error(), { name: 'TimeoutError' });
    };
    const limit = timeoutSeconds * 1_000;
    await within(allowed, { getRemainingTimeInMillis: () => limit }, async () => {
      // By our own repetitions, and by the SDK's.
      for (let call = 0; call < 10; call++) await retryWithinLimit(silent).catch(() => undefined);
      for (let call = 0; call < 10; call++) await silent().catch(() => undefined);
    });
    clock.mockRestore();
    expect([name, time < limit]).toEqual([name, true]);
  }
});
