import { randomUUID } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import { watchAddresses } from '../../../functions/jobs/watchdog/canary.ts';
import { watch } from '../../../functions/jobs/watchdog/watch.ts';
import { hourly, nightly } from '../../../functions/lifecycle/lifecycle.ts';
import { sealAll } from '../../../functions/privacy/ledger-seal.ts';
import { toEvent } from '../../../infra/local/http/event.ts';
import { toResponse } from '../../../infra/local/http/response.ts';
import type { Data } from '../../../shared/data/dynamo/index.ts';
import { createWorkspace } from '../../../shared/data/workspace/index.ts';
import type { BusEntry } from '../../../shared/domain/bus/events.schema.ts';
import type { Service } from '../../../shared/lambda/http/endpoint.ts';
import { httpStack } from '../../../shared/lambda/http/http.ts';
import type { Runtime } from '../../../shared/lambda/invocation/runtime.ts';
import type { Queues } from '../../../shared/messages/queues.ts';
import { type Check, requireAgreement } from '../checker/checker.ts';
import { readTables } from '../checker/tables.ts';
import { openTestData } from '../engines/data.ts';
import type { RunningEngine } from '../engines/engines.ts';
import { type Background, openBackground, type Queued } from './background.ts';
import { type Clock, openClock } from './clock.ts';
import { memoryFiles } from './files.ts';
import { deleteExpired, itemsOf } from './items.ts';
import { serviceAt } from './services.ts';

/** The API and its background work in this process, on an engine: fast, and easy to debug. */
export interface InProcess {
  readonly url: string;
  readonly runtime: Runtime;
  /** Sends a request through the middleware and `dispatch` of the function that API Gateway would call. */
  readonly fetch: typeof fetch;
  /** Every item of a workspace, except those that each request leaves. */
  itemsOf(workspace: string): Promise<readonly object[]>;
  /**
   * Does what a running service does by itself (queues, counts, history); `as` gives another runtime, such as another
   * clock.
   */
  settle(as?: Runtime): Promise<void>;
  /** Settles, and throws what does not agree in the tables, in words; not what it is told to leave out. */
  check(except?: Check['except']): Promise<void>;
  /** Sets the clock that functions see (milliseconds since 1970). What has expired by then is deleted. */
  goTo(time: number): Promise<void>;
  /** Runs the function of a schedule; what follows from it is done by `settle`. */
  run(schedule: Schedule): Promise<void>;
  /** Takes the messages out of the queues without delivering them. */
  take(): readonly Queued[];
  /** What was put on the bus for a workspace. */
  told(workspace: string): readonly BusEntry[];
  /** Makes an empty workspace; returns its administrator's token. */
  newWorkspace(): Promise<{ token: string; workspace: string }>;
}

/** By their names in `infra/features`. */
const SCHEDULES = {
  'flag-dormant': nightly,
  'seal-ledgers': sealAll,
  'turn-groups': hourly,
  async watchdog(runtime: Runtime) {
    await watchAddresses(runtime);
    await watch(runtime);
  },
} as const;
type Schedule = keyof typeof SCHEDULES;

const URL_HERE = 'http://in-process.test';

/** Opens the API on tables of its own. */
export async function openInProcess(engine: RunningEngine): Promise<InProcess> {
  const data = await openTestData(engine, { streamed: true });
  return serve(data, openBackground(engine.endpoint, data.contactsTable));
}

/** Opens the API on tables that have been filled already, and whose stream begins now. */
export async function openOnTables(engine: RunningEngine, data: Data): Promise<InProcess> {
  const service = serve(data, openBackground(engine.endpoint, data.contactsTable, 'LATEST'));
  await service.settle();
  return service;
}

function serve(data: Data, background: Background): InProcess {
  const told: BusEntry[] = [];
  const clock = openClock();
  const runtime = runtimeOf(data, background.queues, told, clock);
  const stacks = new Map<Service, ReturnType<typeof httpStack>>();
  const stackOf = (service: Service) => {
    const stack = stacks.get(service) ?? httpStack(service, runtime);
    stacks.set(service, stack);
    return stack;
  };
  return {
    url: URL_HERE,
    runtime,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const { pathname } = new URL(request.url);
      const requestId = randomUUID();
      const event = await eventOf(request, requestId, Math.floor(clock.now() / 1_000));
      const result = await stackOf(serviceAt(pathname))(event, contextOf(requestId));
      return responseOf(request.method, JSON.stringify(result));
    },
    itemsOf: (workspace) => itemsOf(data, workspace),
    settle: (as = runtime) => background.settle(as),
    async goTo(time) {
      clock.set(time);
      await deleteExpired(data, time);
    },
    async run(schedule) {
      await SCHEDULES[schedule](runtime);
    },
    take: background.take,
    told: (workspace) => told.filter((entry) => entry.workspace === workspace),
    async check(except) {
      await background.settle(runtime);
      requireAgreement(await readTables(data), { except, now: clock.now() / 1_000 });
    },
    newWorkspace: () =>
      createWorkspace(data, { name: 'Nyaruka', country: 'RW', languages: ['eng', 'kin'], now: runtime.now() }),
  };
}

/** Refusals are answers and are not logged; a fault is shown in the test's output. */
const logger = Object.assign(new Logger(), { error: (...what: unknown[]) => console.error(...what) });
const metrics = new Metrics();

const runtimeOf = (data: Runtime['data'], queues: Queues, told: BusEntry[], clock: Clock): Runtime => ({
  config: {
    service: 'in-process',
    contactsTable: data.contactsTable,
    workspaceTable: data.workspaceTable,
    hmacSecretArn: undefined,
    selectQueueUrl: undefined,
    workQueueUrl: undefined,
    deliveriesQueueUrl: undefined,
    inboundQueueUrl: undefined,
    pullQueueUrl: undefined,
    webhooksToLoopback: false,
    sendsNothing: false,
    ownHosts: [],
    signIn: { issuer: 'https://id.example.org', client: 'dormouse' },
    filesQueueUrl: undefined,
    passedOverQueueUrl: undefined,
    filesBucket: undefined,
    eventBusName: undefined,
    maxApiRate: 1_000_000,
    optOutLists: undefined,
    traces: false,
    maxOpenJobs: undefined,
  },
  data,
  queues,
  files: memoryFiles(),
  bus: { put: async (entries) => void told.push(...entries) },
  parts: null,
  // A test that expects none of this sees a failed projection.
  passedOver: { send: (records) => Promise.reject(new Error(`Passed over: ${JSON.stringify(records)}`)) },
  logger,
  metrics,
  now: clock.now,
});

async function eventOf(request: Request, requestId: string, now: number) {
  const { host, pathname, search } = new URL(request.url);
  return toEvent(
    {
      method: request.method,
      url: `${pathname}${search}`,
      headers: { host, ...Object.fromEntries(request.headers) },
      body: Buffer.from(await request.arrayBuffer()),
      sourceIp: '127.0.0.1',
    },
    { routeKey: '$default', pathParameters: {}, requestId, now },
  );
}

const contextOf = (awsRequestId: string) => ({ awsRequestId, functionName: 'in-process' }) as Context;

/** As an HTTP server sends it: an answer to HEAD and one without content have no body. */
function responseOf(method: string, result: string): Response {
  const { status, headers, body } = toResponse(result);
  const hasBody = method !== 'HEAD' && status !== 204 && body.length > 0;
  const sent = Object.entries(headers).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  );
  return new Response(hasBody ? new Uint8Array(body) : null, { status, headers: sent });
}
