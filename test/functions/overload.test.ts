/**
 * Tables and queues that are throttled: requests are answered, slices are put off, and nothing is given up.
 * A write that always conflicts with others ends in 409 with `Retry-After`, for everything that can be written.
 */
import {
  ConditionalCheckFailedException,
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { BatchExecuteStatementCommand, GetCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { endpoints as contacts } from '../../functions/contacts/contacts.ts';
import { routesOf } from '../../functions/endpoints.ts';
import { endpoints as events } from '../../functions/events/events.ts';
import { endpoints as fields } from '../../functions/fields/fields.ts';
import { endpoints as groups } from '../../functions/groups/groups.ts';
import { endpoints as jobs } from '../../functions/jobs/jobs.ts';
import { select } from '../../functions/jobs/select/select.ts';
import { work } from '../../functions/jobs/worker/work.ts';
import { endpoints as workspace } from '../../functions/workspace/workspace.ts';
import { BusyError, CONTACT_SK, withRetryLimit } from '../../shared/data/dynamo/index.ts';
import { createToken } from '../../shared/data/workspace/index.ts';
import { answer } from '../../shared/lambda/http/dispatch.ts';
import type { Runtime } from '../../shared/lambda/invocation/runtime.ts';
import { puttingOff } from '../../shared/lambda/invocation/worker.ts';
import contention from '../cases/functions/contention.json' with { type: 'json' };
import { through, writesIn } from './engine/deaths.ts';
import { ARCHIVE, many, NOW, named, type World, worlds } from './engine/world.ts';

/** The world with tables that throttle the commands for which `throttles` is true. */
const throttled = (world: World, throttles: (command: object) => boolean): World =>
  through(world, async (command, pass) => {
    if (throttles(command)) throw new ProvisionedThroughputExceededException({ message: 'too much', $metadata: {} });
    return pass();
  });

/** Runs `work` as in an invocation whose time for waiting is over. */
const outOfPatience = <Value>(work: () => Value): Value => {
  const now = performance.now();
  return withRetryLimit({ waitUntil: now, callUntil: now + 60_000, firstWait: 1, longestWait: 1 }, work);
};

const logger = { warn: vi.fn() } as unknown as Runtime['logger'];

const world = worlds();

/** Tables in which another writer is always faster: no transaction succeeds, and every contact has changed since. */
const contended = (world: World): World =>
  through(world, async (command, pass) => {
    const conflict = [{ Code: 'TransactionConflict' }];
    if (command instanceof TransactWriteCommand)
      throw new TransactionCanceledException({ message: 'conflict', CancellationReasons: conflict, $metadata: {} });
    if (command instanceof PutCommand && command.input.Item?.['sk'] === CONTACT_SK)
      throw new ConditionalCheckFailedException({ message: 'changed', $metadata: {} });
    if (command instanceof BatchExecuteStatementCommand)
      return { Responses: command.input.Statements?.map(() => ({ Error: { Code: 'ConditionalCheckFailed' } })) };
    return pass();
  });

const service = { routes: routesOf({ ...contacts, ...events, ...fields, ...groups, ...jobs, ...workspace }) };

describe('a request', () => {
  let token: string;

  beforeEach(async () => {
    const { data, workspace } = world();
    ({ secret: token } = await createToken(data, workspace, { role: 'administrator', name: 'Tester', now: NOW }));
  });

  const ask = (on: World, request: string, body?: object) => {
    const [method = '', path = '', search = ''] = request.split(/[ ?]/);
    const event = {
      rawPath: `/api/v2/${path}`,
      rawQueryString: search,
      headers: { authorization: `Token ${token}`, host: 'test', 'content-type': 'application/json' },
      requestContext: { http: { method }, domainName: 'test' },
      isBase64Encoded: false,
      ...(body && { body: JSON.stringify(body) }),
    };
    const runtime = { ...on, config: { maxApiRate: 3_600 } } as unknown as Runtime;
    return answer(service, event as unknown as APIGatewayProxyEventV2, runtime);
  };

  it.each(contention)('$request is refused with 409 and a time while others always change the same', async (asked) => {
    vi.spyOn(Math, 'random').mockReturnValue(0); // No waits between attempts.
    const [uuid] = await world().put(many(1, { status: 'archived' }));
    const { request, body } = JSON.parse(JSON.stringify(asked).replaceAll('UUID', uuid));
    await expect(ask(contended(world()), request, body)).rejects.toMatchObject({
      ...{ statusCode: 409, headers: { 'retry-after': '1' }, body: { detail: { code: 'contended' } } },
    });
  });

  it.each<[string, (command: object) => boolean]>([
    ['the very first read is', () => true],
    ['only writes are', (command) => command instanceof PutCommand],
  ])('is answered with 503 and a time when %s throttled for too long', async (_, throttles) => {
    const refused = outOfPatience(() => ask(throttled(world(), throttles), 'POST contacts.json', { name: 'Ann' }));
    await expect(refused).rejects.toMatchObject({
      statusCode: 503,
      body: { detail: { code: 'busy', seconds: expect.toBeOneOf([3, 4, 5]) } },
      headers: { 'retry-after': expect.stringMatching(/^[345]$/) },
    });
  });

  it('succeeds when its calls are throttled some times only', async () => {
    let calls = 0;
    const busy = throttled(world(), () => calls++ % 3 !== 2);
    const created = await ask(busy, 'POST contacts.json', { name: 'Ann' });
    expect([created.status, calls > 6]).toEqual([201, true]);
  });

  it('starts a job although the queue takes no message: the watchdog sends it later', async () => {
    const full = { ...world(), queues: { send: () => Promise.reject(new BusyError('full')) } };
    const started = await ask(full, 'POST jobs.json', { ...ARCHIVE, selection: { folder: 'active' } });
    expect(started).toMatchObject({ status: 202, body: { status: 'pending' } });
  });
});

describe('a message', () => {
  it('of a slice that is throttled half-way is put off, and ends with every contact changed once', async () => {
    const uuids = await world().put(many(40));
    const [message] = await world().messagesFor(ARCHIVE, uuids);
    let writes = 0;
    const busy = throttled(world(), (command) => {
      const count = writesIn(command as never);
      writes += count;
      return count > 0 && writes > 25;
    });
    await outOfPatience(() => puttingOff('work', work)(message.body as never, { ...busy, logger }));
    expect(world().queued).toEqual([{ ...message, delay: expect.any(Number) }]);
    expect(await world().jobFor(message)).toMatchObject({ status: 'started', slices: { done: 0 } });
    await work(message.body as never, world());
    expect(await world().jobFor(message)).toMatchObject({
      status: 'completed',
      totals: { changed: 40, unchanged: 0, skipped: {}, failed: {} },
    });
  });

  it('to select contacts is put off as well', async () => {
    const uuids = await world().put(many(3));
    await world().submit(ARCHIVE, named(uuids));
    const [message] = world().taken();
    const busy = throttled(world(), (command) => command instanceof GetCommand);
    await outOfPatience(() => puttingOff('select', select)(message.body as never, { ...busy, logger }));
    expect(world().queued).toEqual([{ ...message, delay: expect.any(Number) }]);
  });

  it('that fails for any other reason is not put off: its delivery has failed', async () => {
    const broken = async () => {
      throw new TypeError('a bug');
    };
    const message = { workspace: world().workspace };
    await expect(puttingOff('work', broken)(message, { ...world(), logger })).rejects.toThrow(TypeError);
    expect(world().queued).toEqual([]);
  });
});
