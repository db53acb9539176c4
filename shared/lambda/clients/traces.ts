import { Tracer } from '@aws-lambda-powertools/tracer';

let tracer: Tracer | undefined;

/** Traces each call of an SDK client: service, operation, table and time. No items. */
export function traceCalls<Client>(client: Client): Client {
  tracer ??= new Tracer();
  return tracer.captureAWSv3Client(client);
}
