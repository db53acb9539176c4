/** Tables and queues that are throttled: requests are answered, slices are put off, and nothing is given up. */
import { ProvisionedThroughputExceededException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { endpoints as contacts } from '../../functions/contacts/contacts.ts';
import { routesOf } from '../../functions/endpoints.ts';
import { endpoints as jobs } from '../../functions/jobs/jobs.ts';
import { select } from '../../functions/jobs/select/select.ts';
import { work } from '../../functions/jobs/worker/work.ts';
import { BusyError, type Data, withRetryLimit } from '../../shared/data/dynamo/index.ts';
import { createToken } from '../../shared/data/workspace/index.ts';
import { answer } from '../../shared/lambda/http/dispatch.ts';
import type { Runtime } from '../../shared/lambda/invocation/runtime.ts';
import { puttingOff } from '../../shared/lambda/invocation/worker.ts';
import { worlds } from './jobs/engine.ts';
import { jobFor, type Message, many, messagesFor, NOW, put, submit, type World, writesIn } from './jobs/world.ts';

type Command = GetCommand | PutCommand;
const refusal = () => new ProvisionedThroughputExceededException({ message: 'too much', $metadata: {} });

/** The world with tables that throttle the commands for which `throttles` is true. */
function throttled(world: World, throttles: (command: Command) => boolean): World {
  const send = async (command: Command) => {
    if (throttles(command)) throw refusal();
    return world.data.documents.send(command as never);
  };
  return { ...world, now: world.now, data: { ...world.data, documents: { send } as unknown as Data['documents'] } };
}

/** Runs `work` as in an invocation whose time for waiting is over. */
const outOfPatience = <Value>(work: () => Value): Value => {
  const now = performance.now();
  return withRetryLimit({ waitUntil: now, callUntil: now + 60_000, firstWait: 1, longestWait: 1 }, work);
};

const logger = { warn: vi.fn() } as unknown as Runtime['logger'];

const world = worlds();

describe('a request', () => {
  const service = { routes: routesOf({ ...contacts, ...jobs }) };
  let token: string;

  beforeEach(async () => {
    const { data, workspace } = world();
    ({ secret: token } = await createToken(data, workspace, { role: 'administrator', name: 'Tester', now: NOW }));
  });

  const ask = (on: World, request: string, body?: object) => {
    const [method = '', path = ''] = request.split(' ');
    const event = {
      rawPath: `/api/v2/${path}`,
      rawQueryString: '',
      headers: { authorization: `Token ${token}`, host: 'test', 'content-type': 'application/json' },
      requestContext: { http: { method }, domainName: 'test' },
      isBase64Encoded: false,
      ...(body && { body: JSON.stringify(body) }),
    };
    const runtime = { ...on, config: { maxApiRate: 3_600 } } as unknown as Runtime;
    return answer(service, event as unknown as APIGatewayProxyEventV2, runtime);
  };

  it.each<[string, (command: Command) => boolean]>([
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
    const created = await ask(
      throttled(world(), () => calls++ % 3 !== 2),
      'POST contacts.json',
      { name: 'Ann' },
    );
    expect([created.status, calls > 6]).toEqual([201, true]);
  });

  it('starts a job although the queue takes no message: the watchdog sends it later', async () => {
    const full = { ...world(), queues: { send: () => Promise.reject(new BusyError('full')) } };
    const started = await ask(full, 'POST jobs.json', {
      type: 'set_status',
      status: 'archived',
      selection: { folder: 'active' },
    });
    expect(started).toMatchObject({ status: 202, body: { status: 'pending' } });
  });
});

describe('a message', () => {
  const ARCHIVE = { type: 'set_status', status: 'archived' } as const;

  it('of a slice that is throttled half-way is put off, and ends with every contact changed once', async () => {
    const uuids = await put(world(), many(40));
    const [message] = (await messagesFor(world(), ARCHIVE, uuids)) as [Message];
    let writes = 0;
    const busy = throttled(world(), (command) => {
      const count = writesIn(command as never);
      writes += count;
      return count > 0 && writes > 25;
    });
    await outOfPatience(() => puttingOff('work', work)(message.body as never, { ...busy, logger }));
    expect(world().queued).toEqual([{ ...message, delay: expect.any(Number) }]);
    expect(await jobFor(world(), message)).toMatchObject({ status: 'started', slices: { done: 0 } });
    await work(message.body as never, world());
    expect(await jobFor(world(), message)).toMatchObject({
      status: 'completed',
      totals: { changed: 40, unchanged: 0, skipped: {}, failed: {} },
    });
  });

  it('to select contacts is put off as well', async () => {
    const uuids = await put(world(), many(3));
    await submit(world(), ARCHIVE, { groups: [], contacts: uuids, activeOnly: false });
    const [message] = world().queued.splice(0) as [Message];
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
