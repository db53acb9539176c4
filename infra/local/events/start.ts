import type { Model } from '../assembly/model.ts';
import { close, HOST, listen } from '../ports.ts';
import type { Cleanup, Services } from '../services.ts';
import type { EventLog } from './log.ts';
import { createBusServer } from './server.ts';

interface Starting {
  readonly region: string;
  readonly log: EventLog;
  readonly now: () => number;
  readonly services: Services;
}

/** Starts the event buses of the assembly; returns what the SDK reads in its environment to find them. */
export async function startBus(model: Model, { region, log, now }: Starting, cleanup: Cleanup) {
  const buses = model.buses.map(({ name }) => name);
  const server = createBusServer({ buses, region, log, now, deliver: async () => {} });
  const port = await listen(server, 0);
  cleanup.add(() => close(server));
  return { AWS_ENDPOINT_URL_EVENTBRIDGE: `http://${HOST}:${port}` };
}
