import { Tracer } from '@aws-lambda-powertools/tracer';
import type { Config } from '../invocation/config.ts';

let tracer: Tracer | undefined;

/** The client, with its calls in traces if the deployment wants them (context `traces`). */
export const traced = <Client>(client: Client, { traces }: Pick<Config, 'traces'>): Client =>
  traces ? traceCalls(client) : client;

/** Traces each call of an SDK client: service, operation, table and time. No items. */
function traceCalls<Client>(client: Client): Client {
  tracer ??= new Tracer();
  return tracer.captureAWSv3Client(client);
}
