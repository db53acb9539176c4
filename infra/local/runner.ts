import type { Server } from 'node:http';
import { interpret } from './assembly/interpret.ts';
import type { FunctionSpec, Model } from './assembly/model.ts';
import { readAssembly } from './assembly/read.ts';
import { createCapacity } from './control/capacity.ts';
import { createControl } from './control/endpoints.ts';
import { createPermissionUse } from './control/permissions.ts';
import { ensureTable } from './dynamodb/tables.ts';
import { createExpirySweep } from './dynamodb/ttl.ts';
import { createEventLog } from './events/log.ts';
import { startBus } from './events/start.ts';
import { openFaults } from './faults.ts';
import { createFunctions } from './functions.ts';
import { createFront } from './http/front.ts';
import { createApi, type Pages, type Site } from './http/server.ts';
import { createThrottles } from './http/throttles.ts';
import { infoOf } from './info.ts';
import { createClock } from './lambda/clock.ts';
import { createInvocations } from './lambda/invocations.ts';
import { createOutput } from './lambda/output.ts';
import { queueUrls } from './names.ts';
import { createProvider, issuerAt, LOCAL_CLIENT, type LocalProvider } from './oidc/provider.ts';
import { close, HOST, listen } from './ports.ts';
import { startProxies } from './proxies.ts';
import { startScheduler } from './schedule/scheduler.ts';
import { type Cleanup, environmentOf, type Services, startServices } from './services.ts';
import type { Settings } from './settings.ts';
import { repeat, startQueueSources, startStreamSources } from './sources.ts';
import { createQueue, startQueues } from './sqs/server.ts';
import { subscribe } from './sqs/topics.ts';

export interface Runner {
  readonly url: string;
  /** By which browsers come. */
  readonly origin: string;
  readonly model: Model;
  readonly services: Services;
  /** The server behind `url`. */
  readonly api: Server;
  stop(): Promise<void>;
}

/** Messages to the person who started the runner. */
export interface Progress {
  say(line: string): void;
  /** Announces the next stage of the start; throws to abort it. */
  stage(name: string): void;
}

/** What runs in addition to the templates. */
export interface Additions {
  /** Takes the file bucket's origin; answers paths beside the API, as CloudFront does. */
  readonly siteOf: (files: string) => Site;
  readonly pages: Pages;
  /** Where a function's bundle is now. */
  readonly directoryOf: (spec: FunctionSpec) => Promise<string> | string;
}

const NO_ADDITIONS: Additions = {
  siteOf: () => () => null,
  pages: () => false,
  directoryOf: ({ directory }) => directory,
};

/** Runs the assembly in `directory`. Rejects, with nothing left running, when a part of it cannot run. */
export async function startRunner(
  directory: string,
  settings: Settings,
  progress: Progress,
  additions: Partial<Additions> = {},
): Promise<Runner> {
  const undo: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    for (let last = undo.pop(); last; last = undo.pop()) await last();
  };
  try {
    const cleanup = { add: (one: () => Promise<void> | void) => undo.push(one) };
    const running = await start(directory, settings, progress, { ...NO_ADDITIONS, ...additions, cleanup });
    return { ...running, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  directory: string,
  settings: Settings,
  progress: Progress,
  { siteOf, pages, directoryOf, cleanup }: Additions & { readonly cleanup: Cleanup },
): Promise<Omit<Runner, 'stop'>> {
  const { say, stage } = progress;
  const clock = createClock();
  const { publicUrl } = settings;
  const publicHost = publicUrl === null ? undefined : new URL(publicUrl).host;
  const front = createFront(publicHost);
  const port = await listen(front.server, settings.port, settings.host);
  cleanup.add(() => close(front.server));
  const here = `http://${HOST}:${port}`;
  const origin = publicUrl ?? here;
  const { serveFiles } = front;
  const stores = { ...progress, now: clock.now, port, serveFiles };
  const { model, services } = await startStores(directory, settings, stores, cleanup);
  stage('starting functions, streams and schedules');
  const capacity = createCapacity();
  const faults = await openFaults({
    asAws: settings.asAws,
    urls: queueUrls(model),
    functions: model.functions.map(({ name }) => name),
    now: clock.now,
  });
  const invocations = createInvocations(() => functions);
  const lambda = `http://${HOST}:${await listen(invocations, 0)}`;
  cleanup.add(() => close(invocations));
  const permissions = createPermissionUse(model, { s3: services.s3, lambda }, settings.permissionsLog);
  const proxies = await startProxies(services, faults, cleanup);
  const events = createEventLog(EVENTS_KEPT);
  const bus = await startBus(model, { region: settings.region, log: events, now: clock.now, services }, cleanup);
  const output = createOutput(capacity, settings.log, say);
  const host = {
    clockOffset: clock.offset,
    concurrency: settings.concurrency,
    quickly: settings.quickly,
    killAfter: faults.killAfter,
    untilFree: faults.untilFree,
    refuses: faults.refuses,
    directoryOf,
    variables: (spec: FunctionSpec) => ({
      ...environmentOf(spec, services, settings),
      ...bus,
      AWS_ENDPOINT_URL_LAMBDA: lambda,
      ...('PUBLIC_URL' in spec.environment && { PUBLIC_URL: here }),
      ...('OWN_HOSTS' in spec.environment && { OWN_HOSTS: [`${HOST}:${port}`, publicHost ?? ''].join(',') }),
      ...(isUnset(spec.environment['SIGN_IN_ISSUER']) && {
        SIGN_IN_ISSUER: issuerAt(origin),
        SIGN_IN_CLIENT: LOCAL_CLIENT,
      }),
      ...(faults.proxied && proxies.variables),
    }),
    permissions: permissions.of,
    batchesPort: proxies.batchesPort,
    answers: (name: string) => model.routes.some(({ functionName }) => functionName === name),
    onUse: permissions.add,
    ...output,
  };
  const functions = createFunctions(model.functions, host, cleanup);
  const { now } = clock;
  const streams = startStreamSources({ model, settings, services, functions, faults, now, cleanup, say });
  startQueueSources({ model, settings, services, functions, faults, cleanup, say });
  const { client, urlOf: queueUrl } = services.queues;
  const { region } = settings;
  const scheduler = startScheduler({ schedules: model.schedules, functions, region, client, queueUrl, now: clock.now });
  cleanup.add(() => scheduler.stop());
  const expired = createExpirySweep(services.dynamodb, model.tables);
  const expire = () => expired.all(clock.now());
  const sweeping = repeat(
    EXPIRE_EVERY_MS,
    // Whoever sets the clock also starts the sweep, since it could delete a part of a job before the clock is set back.
    async () => clock.shifted || (await expired.part(clock.now())),
    (error) => say(`Expired items were not deleted: ${String(error)}`),
  );
  cleanup.add(() => sweeping.stop());
  const work = {
    functions,
    client,
    streams: streams.pollers,
    forget: streams.forget,
    queueUrls: model.queueSources.map(({ queue }) => queueUrl(queue)),
  };
  const info = infoOf(model, services);
  const control = createControl({
    info,
    events,
    capacity,
    permissions,
    clock,
    faults,
    functions,
    scheduler,
    work,
    expire,
  });
  const site = siteOf(origin);
  const hasRoom = settings.throttles ? createThrottles(Date.now) : () => true;
  let provider: LocalProvider | null = null;
  const allPages: Pages = (...request) => provider?.pages(...request) || pages(...request);
  const { routes, accessLog } = model;
  const api = createApi({
    routes,
    functions,
    control,
    site,
    pages: allPages,
    now: clock.now,
    publicUrl,
    hasRoom,
    accessLog,
    log: (line) => output.onOutput('access', line),
  });
  provider = createProvider([origin, `http://localhost:${port}`], { say, isProxied: publicUrl !== null });
  front.serve(api);
  cleanup.add(() => front.serve(null));
  // Continues the unfinished work of an earlier run.
  if (!settings.temporary) scheduler.runAtStart().catch((error: unknown) => say(`The watchdog did not run: ${error}`));
  return { url: here, origin, model, services, api: front.server };
}

/** A deployment without a provider has an empty variable. */
const isUnset = (issuer: string | undefined): boolean => issuer === '';

/** Published events that `GET /_local/events` can show. */
const EVENTS_KEPT = 1_000;

const EXPIRE_EVERY_MS = 10_000;

/** Reads the assembly and starts its stores: queues, engine and tables, files, secrets. */
async function startStores(
  directory: string,
  settings: Settings,
  { say, stage, now, port, serveFiles }: Progress & Parameters<typeof startServices>[4],
  cleanup: Cleanup,
) {
  stage('starting the database and the queues');
  const stacks = readAssembly(directory);
  const queues = await startQueues(settings.region);
  cleanup.add(() => queues.stop());
  const model = interpret(stacks, { region: settings.region, queueUrl: queues.urlOf });
  const services = await startServices(settings, model, queues, cleanup, { say, now, port, serveFiles });
  stage('creating tables and queues');
  for (const table of model.tables) await ensureTable(services.dynamodb, table);
  for (const queue of model.queues) await createQueue(queues.client, queue);
  for (const subscription of model.subscriptions) await subscribe(queues.endpoint, subscription);
  return { model, services };
}
