import { Tracer } from '@aws-lambda-powertools/tracer';

let tracer: Tracer | undefined;

/** Makes each call of an SDK client a part of the trace of the invocation: which service, which call, which table, how long. No items. */
export function traceCalls<Client>(client: Client): Client {
  tracer ??= new Tracer();
  return tracer.captureAWSv3Client(client);
}
