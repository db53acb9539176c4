import { interpret } from './assembly/interpret.ts';
import type { Model } from './assembly/model.ts';
import { readAssembly } from './assembly/read.ts';
import { createCapacity } from './control/capacity.ts';
import { ensureTable } from './dynamodb/tables.ts';
import { createApi } from './http/server.ts';
import { createClock } from './lambda/clock.ts';
import { createFunction, type LocalFunction } from './lambda/function.ts';
import { createOutput } from './lambda/output.ts';
import { close, HOST, listen } from './ports.ts';
import { type Cleanup, environmentOf, type Services, startServices } from './services.ts';
import type { Settings } from './settings.ts';
import { createQueue, startQueues } from './sqs/server.ts';

export interface Runner {
  readonly url: string;
  readonly model: Model;
  readonly services: Services;
  stop(): Promise<void>;
}

/** Environments without work are ended after this long; Lambda keeps them for some minutes. */
const IDLE_MS = 120_000;

/** Runs the assembly in `directory`. Rejects, with nothing left running, when some part of it cannot be run. */
export async function startRunner(directory: string, settings: Settings, say: (line: string) => void): Promise<Runner> {
  const undo: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    for (let last = undo.pop(); last; last = undo.pop()) await last();
  };
  try {
    return { ...(await start(directory, settings, say, { add: (one) => undo.push(one) })), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  directory: string,
  settings: Settings,
  say: (line: string) => void,
  cleanup: Cleanup,
): Promise<Omit<Runner, 'stop'>> {
  const stacks = readAssembly(directory);
  const queues = await startQueues(settings.region);
  cleanup.add(() => queues.stop());
  const model = interpret(stacks, { region: settings.region, queueUrl: queues.urlOf });
  const services = await startServices(settings, model.secrets, queues, cleanup, say);
  await Promise.all(model.tables.map((table) => ensureTable(services.dynamodb, table)));
  for (const queue of model.queues) await createQueue(queues.client, queue);

  const capacity = createCapacity();
  const clock = createClock();
  const output = createOutput(capacity, settings.log, say);
  const functions = new Map(
    model.functions.map((spec): [string, LocalFunction] => [
      spec.name,
      createFunction(spec, {
        clockOffset: clock.offset,
        variables: (one) => environmentOf(one, services),
        concurrency: settings.concurrency,
        killAfter: () => null,
        ...output,
      }),
    ]),
  );
  cleanup.add(async () => void (await Promise.all([...functions.values()].map((one) => one.stop()))));
  const reaper = setInterval(() => functions.forEach((one) => void one.reap(IDLE_MS)), IDLE_MS / 4);
  cleanup.add(() => clearInterval(reaper));

  const api = createApi({ routes: model.routes, functions, now: clock.now, control: async () => null });
  const port = await listen(api, settings.port);
  cleanup.add(() => close(api));
  return { url: `http://${HOST}:${port}`, model, services };
}
