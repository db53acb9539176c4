import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { freePort } from '../../support/engines/port.ts';
import { WAIT_LIMIT_MS } from '../../support/wait-limit.ts';

const candidates = [join(import.meta.dirname, '../../../node_modules/.python/bin/moto_server'), 'moto_server'];

/** An emulator of AWS that nobody here wrote; null where it is not installed (`.ci/run` installs it). */
export const motoServer = candidates.find((command) => spawnSync('which', [command]).status === 0) ?? null;

/** How clients reach it. */
export interface Moto {
  readonly region: string;
  readonly endpoint: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly forcePathStyle: true;
  stop(): Promise<void>;
}

/** Starts it with nothing in it, and waits until it answers. */
export async function startMoto(): Promise<Moto> {
  if (motoServer === null) throw new Error('moto is not installed.');
  const port = await freePort();
  const child = spawn(motoServer, ['--host', '127.0.0.1', '--port', String(port)], { stdio: 'ignore' });
  const end = () => void child.kill('SIGKILL');
  process.once('exit', end);
  const moto = {
    region: 'eu-west-1',
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    forcePathStyle: true,
    async stop() {
      process.off('exit', end);
      const ended = once(child, 'exit');
      end();
      await ended;
    },
  } as const;
  await untilItAnswers(moto);
  return moto;
}

async function untilItAnswers(moto: Moto): Promise<void> {
  const client = new CloudFormationClient({ ...moto, maxAttempts: 1 });
  for (const until = Date.now() + WAIT_LIMIT_MS; Date.now() < until; await sleep(50)) {
    const answer = await client.send(new ListStacksCommand({})).catch(() => null);
    if (answer !== null) return client.destroy();
  }
  throw new Error('moto did not start');
}
