/** What `npm run package` builds is installed in an empty folder and played, and so is what the Dockerfile says. */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../../../../infra/local/ports.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const folder = mkdtempSync(join(tmpdir(), 'dormouse-package-'));
const installed = join(folder, 'node_modules/dormouse');

function run(command: string, cwd: string, more: Readonly<Record<string, string>> = {}): void {
  const env = { ...process.env, ...more };
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { cwd, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command}: ${stdout}${stderr}`);
}

beforeAll(() => {
  run(`npm run package && npm pack ./dist --pack-destination ${folder}`, ROOT);
  writeFileSync(join(folder, 'package.json'), '{}');
  run('npm install ./dormouse-*.tgz --prefer-offline --no-audit --no-fund', folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Starts a command, and ends it with the test; resolves with the lines of stdout up to the one that begins so. */
async function play(command: readonly [string, ...string[]], env: Readonly<Record<string, string>>, word: string) {
  const [program, ...args] = command;
  const { PATH = '' } = process.env;
  const stdio = ['ignore', 'pipe', 'inherit'] as const;
  const child = spawn(program, args, { cwd: folder, env: { PATH, ...env }, stdio: [...stdio], detached: true });
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    if (line.startsWith(`${word} `)) break;
  }
  const ended = new Promise((resolve) => child.once('exit', resolve));
  // All of it, as Ctrl-C does: npx begins a process of its own.
  const stop = () => {
    if (child.pid) process.kill(-child.pid);
    return ended;
  };
  return { lines, stop };
}

const bytesIn = (path: string): number =>
  globSync(`${path}/**/*`, { withFileTypes: true })
    .filter((one) => one.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);

it('npx dormouse takes at most 60 MB with its engine', () => {
  expect(bytesIn(installed) + bytesIn(join(folder, 'node_modules/@dynoxide'))).toBeLessThan(60_000_000);
});

it('it serves API and console, has the commands import and migrate, and writes into its data folder only', async () => {
  const before = bytesIn(installed);
  const port = await freePort();
  const env = { PORT: `${port}`, DATA_DIR: join(folder, 'data'), DORMOUSE_TOKEN: 'given' };
  const { lines, stop } = await play(['npx', 'dormouse'], env, 'console');
  expect(lines[0]).toBe(`ready http://127.0.0.1:${port} token given`);
  const [page, api] = await Promise.all(
    ['/', '/api/v2/workspace.json'].map((path) =>
      fetch(`http://127.0.0.1:${port}${path}`, { headers: { authorization: 'Token given' } }),
    ),
  );
  expect([page?.status, page?.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(await api?.json()).toMatchObject({ name: 'Dormouse' });
  await stop();
  run('npx dormouse import --help | grep -q switch && npx dormouse migrate | grep -q workspaces', folder, env);
  expect(bytesIn(installed)).toBe(before);
});

it('--try previews a file in memory, names the page where it goes on, and sends nothing', async () => {
  const file = join(folder, 'contacts.csv');
  writeFileSync(file, 'Name,Phone\nAnn,+250788123456\n');
  const port = await freePort();
  const env = { PORT: `${port}`, DORMOUSE_TOKEN: 'given' };
  const { lines, stop } = await play(['npx', 'dormouse', '--try', file], env, 'try');
  const [, uuid] = /^try \S+\/imports\/(\S+)#token=given$/.exec(lines.at(-1) ?? '') ?? [];
  const asked = await fetch(`http://127.0.0.1:${port}/api/v2/imports.json?uuid=${uuid}`, {
    headers: { authorization: 'Token given' },
  });
  expect(await asked.json()).toMatchObject({ results: [{ preview: { rows: 1, created: 1 } }] });
  const hook = { url: 'https://hooks.example.org/', events: ['contact.changed'] };
  const made = await fetch(`http://127.0.0.1:${port}/api/v2/webhooks.json`, {
    method: 'POST',
    headers: { authorization: 'Token given', 'content-type': 'application/json' },
    body: JSON.stringify(hook),
  });
  expect([made.status, await made.text()]).toEqual([400, expect.stringContaining('calls no webhook')]);
  await stop();
  expect(globSync(join(folder, '.dormouse'))).toEqual([]);
});

it('the image runs from a folder that it cannot write, and lets no other machine at the control endpoints', async () => {
  const dockerfile = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');
  const [app, data] = ['app', 'image-data'].map((name) => join(folder, name)) as [string, string];
  cpSync(installed, app, { recursive: true });
  cpSync(join(folder, 'node_modules/@dynoxide'), join(app, 'node_modules/@dynoxide'), { recursive: true });
  mkdirSync(data);
  run('chmod -R a-w app && chmod -R a+rX app', folder);
  const there = (text: string) => text.replaceAll('/app', app).replaceAll('/data', data);
  const given = /^ENV (.+)$/m.exec(dockerfile)?.[1] ?? '';
  const env = Object.fromEntries(
    there(given)
      .split(' ')
      .map((one) => one.split('=')),
  );
  const port = await freePort();
  const command = JSON.parse(there(/^CMD (.+)$/m.exec(dockerfile)?.[1] ?? '')) as [string, ...string[]];
  const { lines, stop } = await play(command, { ...env, PORT: `${port}`, DORMOUSE_TOKEN: 'given' }, 'console');
  expect(lines.at(-1)).toBe('console http://localhost:8080/#token=given');
  const [, check = ''] = /^HEALTHCHECK .*CMD (.+)$/m.exec(dockerfile) ?? [];
  const [program = '', ...args] = JSON.parse(check.replace('8080', `${port}`)) as string[];
  expect(spawnSync(program, args).status).toBe(0);
  const proxied = { headers: { 'x-forwarded-for': '192.0.2.7' } };
  expect((await fetch(`http://127.0.0.1:${port}/_local/info`, proxied)).status).toBe(403);
  await stop();
});
