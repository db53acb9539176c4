import { CreateQueueCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';
import { ACCOUNT } from '../assembly/identities.ts';
import type { QueueSpec } from '../assembly/model.ts';
import { isLocalHost, REFUSED_HOST } from '../http/local-hosts.ts';
import { HOST } from '../ports.ts';
import { keepGroups } from './groups.ts';

type App = Pick<ReturnType<typeof buildApp>, 'inject'>;

interface Command {
  readonly input: object;
}

interface Options {
  readonly abortSignal?: AbortSignal;
}

/** SQS in this process (fauxqs, in memory): a stop loses its messages, and the job watchdog resends them. */
export interface QueueServer {
  readonly endpoint: string;
  readonly client: SQSClient;
  /** fauxqs finds a queue by the last part of its URL, so the address needs no name resolution. */
  urlOf(name: string): string;
  stop(): Promise<void>;
}

export async function startQueues(region: string): Promise<QueueServer> {
  const app = buildApp({ logger: false, defaultRegion: region });
  app.addHook('onRequest', async ({ headers }, reply) => {
    if (!isLocalHost(headers.host)) await reply.code(403).send({ detail: REFUSED_HOST });
  });
  app.addHook('preHandler', async ({ body }) => keepGroups(body));
  const endpoint = await app.listen({ port: 0, host: HOST });
  const client = inside(app);
  return {
    endpoint,
    client,
    urlOf: (name) => `${endpoint}/${ACCOUNT}/${name}`,
    async stop() {
      await app.close();
    },
  };
}

const ATTRIBUTES = ['VisibilityTimeout', 'ReceiveMessageWaitTimeSeconds', 'DelaySeconds'] as const;

export async function createQueue(client: SQSClient, { name, properties }: QueueSpec): Promise<void> {
  const numbers = ATTRIBUTES.flatMap((key) => (properties[key] === undefined ? [] : [[key, String(properties[key])]]));
  const { RedrivePolicy } = properties;
  const Attributes = {
    ...Object.fromEntries(numbers),
    ...(RedrivePolicy && { RedrivePolicy: JSON.stringify(RedrivePolicy) }),
  };
  await client.send(new CreateQueueCommand({ QueueName: name, Attributes }));
}

/**
 * A client of the queues that `app` has, which are in the same process: no socket, no signature, and nothing of the SDK
 * but its commands. Functions call the same queues over HTTP, as SQS.
 */
const inside = (app: App): SQSClient =>
  ({
    send: (command: Command, options?: Options) => unlessAborted(call(app, command), options?.abortSignal),
    destroy: () => undefined,
  }) as unknown as SQSClient;

/** The command's answer: SQS's JSON has the names and values of the SDK's. Throws what the queue refuses. */
async function call(app: App, command: Command): Promise<object> {
  const operation = command.constructor.name.replace(/Command$/, '');
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AmazonSQS.${operation}` };
  const { statusCode, payload } = await app.inject({
    method: 'POST',
    url: '/',
    headers,
    payload: JSON.stringify(command.input),
  });
  const answer = JSON.parse(payload || '{}') as { readonly __type?: string; readonly message?: string };
  if (statusCode < 300) return answer;
  const { __type: type = 'Error', message = `The queues answered ${statusCode}` } = answer;
  throw Object.assign(new Error(message), { name: type.replace(/^.*#/, '') });
}

/** Rejects when the wait for messages is over. Leaves no listener: each one more makes the next calls slower. */
function unlessAborted<Answer>(answering: Promise<Answer>, signal: AbortSignal | undefined): Promise<Answer> {
  if (signal === undefined) return answering;
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const abort = (): void => reject(Object.assign(new Error('Aborted'), { name: 'AbortError' }));
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort);
  answering.then(resolve, reject);
  return promise.finally(() => signal.removeEventListener('abort', abort));
}
