import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { FunctionSpec, Model } from './assembly/model.ts';
import { type Engine, LOCAL_CREDENTIALS, startEngine } from './dynamodb/engine.ts';
import { openStreamLog, type StreamLog } from './dynamodb/stream-log.ts';
import { FILES_PATH, type Front } from './http/front.ts';
import { maySeeMissing } from './iam/roles.ts';
import { close, HOST, listen } from './ports.ts';
import { createS3, expireOld } from './s3/server.ts';
import { openStore } from './s3/store.ts';
import { createSecretsServer, keepSecrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import { openLists } from './sms/lists.ts';
import { createSms } from './sms/server.ts';
import type { QueueServer } from './sqs/server.ts';

/** Local services that replace AWS for functions. */
export interface Services {
  readonly engine: Engine;
  readonly dynamodb: DynamoDBClient;
  /** Only for dynoxide. */
  readonly streamLog: StreamLog | null;
  readonly queues: QueueServer;
  readonly s3: string;
  /** The environment by which the SDK finds them. */
  readonly sdkEnvironment: Readonly<Record<string, string>>;
}

/** What must be undone at the end, in reverse order. */
export interface Cleanup {
  add(undo: () => Promise<void> | void): void;
}

interface ServicesOptions {
  readonly say: (line: string) => void;
  readonly now: () => number;
  /** Of the server in front, which has the files too. */
  readonly port: number;
  readonly serveFiles: Front['serveFiles'];
}

/** Starts local DynamoDB, S3, Secrets Manager and opt-out lists; queues run already, for their address. */
export async function startServices(
  settings: Settings,
  { secrets: specs, buckets, permissions }: Pick<Model, 'secrets' | 'buckets' | 'permissions'>,
  queues: QueueServer,
  cleanup: Cleanup,
  { say, now, port, serveFiles }: ServicesOptions,
): Promise<Services> {
  const secrets = createSecretsServer(keepSecrets(specs, join(settings.dataDir, 'secrets.json')));
  const secretsPort = await listen(secrets, 0);
  cleanup.add(() => close(secrets));
  const sms = createSms({ lists: openLists(join(settings.dataDir, 'opt-out-lists.json')), now });
  const smsPort = await listen(sms, 0);
  cleanup.add(() => close(sms));
  const objects = openStore(join(settings.dataDir, 'files'), now);
  // Links and calls of this run alone: others than functions may reach the port.
  const secret = randomBytes(20).toString('hex');
  const linkHost = settings.publicUrl === null ? undefined : new URL(settings.publicUrl).host;
  const seen = { maySeeMissing: maySeeMissing(permissions), place: FILES_PATH, linkHost };
  serveFiles(createS3({ store: objects, buckets, secret, now, ...seen }));
  // Files expire even if nobody asks for any.
  expireOld({ store: objects, buckets, now });
  const expiring = setInterval(() => expireOld({ store: objects, buckets, now }), 600_000).unref();
  cleanup.add(() => clearInterval(expiring));
  const engine = await startEngine(settings.engine, settings.dataDir, say);
  const streamLog = engine.database === null ? null : openStreamLog(engine.database, { kept: !settings.temporary });
  cleanup.add(async () => {
    await engine.stop();
    const said = (await streamLog?.close()) ?? null;
    if (said !== null) say(said);
  });
  const { endpoint } = engine;
  const dynamodb = new DynamoDBClient({ endpoint, region: settings.region, credentials: LOCAL_CREDENTIALS });
  cleanup.add(() => dynamodb.destroy());
  const s3 = `http://${HOST}:${port}${FILES_PATH}`;
  const sdkEnvironment = {
    AWS_REGION: settings.region,
    AWS_ACCESS_KEY_ID: LOCAL_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: secret,
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: `http://${HOST}:${smsPort}`,
    AWS_ENDPOINT_URL_SQS: queues.endpoint,
    AWS_ENDPOINT_URL_S3: s3,
    ...(settings.publicUrl !== null && { FILES_URL: `${settings.publicUrl}${FILES_PATH}` }),
    AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://${HOST}:${secretsPort}`,
  };
  return { engine, dynamodb, streamLog, queues, s3, sdkEnvironment };
}

/** A function's environment: the template's, Lambda's, and local addresses. The maximum rate is the runner's. */
export const environmentOf = (
  spec: FunctionSpec,
  { sdkEnvironment }: Services,
  { maxApiRate, webhooksToLoopback, sendsNothing }: Settings,
): Readonly<Record<string, string>> => ({
  ...sdkEnvironment,
  // By it the local S3 knows who asks.
  AWS_SESSION_TOKEN: spec.name,
  AWS_LAMBDA_FUNCTION_NAME: spec.name,
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  LAMBDA_TASK_ROOT: spec.directory,
  ...spec.environment,
  ...('MAX_API_RATE' in spec.environment && { MAX_API_RATE: String(maxApiRate) }),
  ...(webhooksToLoopback && { WEBHOOKS_TO_LOOPBACK: 'on' }),
  ...(sendsNothing && { SENDS_NOTHING: 'on' }),
  // Here readers do not sleep.
  ...('SLEEPERS' in spec.environment && { SLEEPERS: '' }),
  // Half of the processors are busy with the tables.
  WORKERS_AT_ONCE: String(Math.max(1, Math.floor(availableParallelism() / 2))),
});
