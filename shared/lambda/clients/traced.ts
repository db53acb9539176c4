import type { Config } from '../invocation/config.ts';
import { traceCalls } from './traces.ts';

/** The client, with its calls in traces if the deployment wants them (context `traces`). */
export const traced = <Client>(client: Client, { traces }: Pick<Config, 'traces'>): Client =>
  traces ? traceCalls(client) : client;
