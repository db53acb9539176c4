/** A release from this repository's history that runs on this machine. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Info {
  readonly dynamodb: { readonly endpoint: string; readonly tables: Readonly<Record<string, string>> };
}

export interface Release {
  readonly url: string;
  readonly token: string;
  /** The key of addresses. */
  readonly key: string;
  readonly info: Info;
  /** Resolves when queues and the stream are empty. */
  settle(): Promise<void>;
  /** Runs a schedule's function. */
  run(schedule: string): Promise<void>;
  /** Makes another workspace; returns its administrator's token. */
  newWorkspace(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** The key in recordings: no secret of anybody's. */
const KEY = 'a key for tests';
const TOKEN = 'recorded-administrator-token';

/** Checks a commit out beside this repository, with its packages. */
export async function checkOut(commit: string): Promise<string> {
  const folder = join(mkdtempSync(join(tmpdir(), 'dormouse-release-')), commit);
  execFileSync('git', ['worktree', 'add', '--detach', folder, commit], { stdio: 'inherit' });
  execFileSync('npm', ['ci'], { cwd: folder, stdio: 'inherit' });
  return folder;
}

/** Runs a checked-out release with a known key and token, and tables of its own. */
export async function startRelease(folder: string): Promise<Release> {
  const dataDir = mkdtempSync(join(tmpdir(), 'dormouse-recorded-'));
  const environment = { ...process.env, DATA_DIR: dataDir, DORMOUSE_TOKEN: TOKEN, PORT: String(await freePort()) };
  // The first start makes the secret, which is then replaced: nothing has been hashed yet.
  await stopped((await started(folder, environment)).child);
  const secrets = join(dataDir, 'secrets.json');
  const names = Object.keys(JSON.parse(readFileSync(secrets, 'utf8')));
  writeFileSync(secrets, JSON.stringify(Object.fromEntries(names.map((name) => [name, KEY]))));
  const { child, url } = await started(folder, environment);
  return {
    ...{ url, token: TOKEN, key: KEY },
    info: (await (await fetch(`${url}/_local/info`)).json()) as Info,
    async settle() {
      const answer = await fetch(`${url}/_local/idle?timeout=120`);
      if (!answer.ok) throw new Error('The release does not come to rest.');
    },
    async run(schedule) {
      const answer = await fetch(`${url}/_local/schedules/${schedule}/run`, { method: 'POST' });
      if (!answer.ok) throw new Error(`${schedule}: ${await answer.text()}`);
    },
    async newWorkspace(name) {
      const said = execFileSync('node', ['scripts/workspace.ts', 'create', name], {
        cwd: folder,
        env: environment,
        encoding: 'utf8',
      });
      return /^token (\S+)$/m.exec(said)?.[1] ?? '';
    },
    async stop() {
      await stopped(child);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function started(cwd: string, env: NodeJS.ProcessEnv): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn('node', ['infra/local/main.ts'], { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url] = /^ready (\S+)/.exec(line) ?? [];
    if (url !== undefined) return { child, url };
  }
  throw new Error('The release does not start.');
}

async function stopped(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
