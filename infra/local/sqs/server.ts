import { CreateQueueCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';
import { ACCOUNT } from '../assembly/identities.ts';
import type { QueueSpec } from '../assembly/model.ts';
import { isLocalHost, REFUSED_HOST } from '../http/local-hosts.ts';
import { HOST } from '../ports.ts';
import { keepGroups } from './groups.ts';
import { inside } from './inside.ts';

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
