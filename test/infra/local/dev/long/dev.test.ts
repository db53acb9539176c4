import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { Agent, get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processesWith } from '../../../../support/leftovers.ts';
import { type Service, startService } from '../../../../support/service.ts';
import { WAIT_LIMIT_MS } from '../../../../support/wait-limit.ts';

const REPOSITORY = join(import.meta.dirname, '../../../../..');
const COPIED = [
  'cdk.json',
  'console',
  'functions',
  'infra',
  'package.json',
  'package-lock.json',
  'scripts',
  'shared',
  'tsconfig.json',
];

const copy = mkdtempSync(join(tmpdir(), 'dormouse-dev-'));
const dataDir = join(copy, '.dormouse');
let service: Service;

beforeAll(async () => {
  for (const path of COPIED) cpSync(join(REPOSITORY, path), join(copy, path), { recursive: true });
  symlinkSync(join(REPOSITORY, 'node_modules'), join(copy, 'node_modules'));
  service = await startService({ dev: copy, dataDir, env: { ASSEMBLY: undefined } });
});

afterAll(async () => {
  await service.stop('SIGKILL');
  rmSync(copy, { recursive: true, force: true });
});

/** Saves a file with one part of it replaced, as some editors do: by another file of its name. */
function save(path: string, part: string, replacement: string): void {
  const source = readFileSync(join(REPOSITORY, path), 'utf8');
  expect(source).toContain(part);
  writeFileSync(join(copy, path), source.replace(part, replacement));
}

/** One connection, which stays open. */
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const sockets = new Set<unknown>();

/** The first field of the workspace, as the service answers. */
async function firstField(): Promise<Record<string, unknown>> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = { authorization: `Token ${service.token}` };
    get(`${service.url}/api/v2/fields.json`, { agent, headers }, resolve).once('error', reject);
  });
  sockets.add(response.socket);
  return JSON.parse(await text(response)).results[0];
}

const eventually = <T>(read: () => Promise<T> | T) => expect.poll(read, { timeout: WAIT_LIMIT_MS, interval: 50 });

const SHOWN = 'fieldShown.show(field, { counts: counts(field.key), uses: named })';
const PAGE = 'return { next: link(next), previous: link(previous), results }';

test('a saved function answers anew, one that does not build answers as before, and connections and data stay', async () => {
  await service.api('POST', 'fields.json', { name: 'Age', type: 'number' });
  expect(await firstField()).toMatchObject({ key: 'age' });

  save('functions/fields/list.ts', SHOWN, `({ ...${SHOWN}, saved: 'once' })`);
  await eventually(firstField).toMatchObject({ key: 'age', saved: 'once' });

  save('functions/fields/list.ts', SHOWN, `({ ...${SHOWN}, saved: }`);
  await eventually(() => service.log.join('\n')).toMatch(/\[ERROR\] Unexpected.*functions\/fields\/list\.ts:\d+:\d+/s);
  expect(await firstField()).toMatchObject({ key: 'age', saved: 'once' });

  save('functions/fields/list.ts', SHOWN, `({ ...${SHOWN}, saved: 'twice' })`);
  await eventually(firstField).toMatchObject({ key: 'age', saved: 'twice' });

  save(
    'shared/lambda/http/page.ts',
    PAGE,
    "return { next: null, previous: null, results: [{ saved: 'shared' }] as never }",
  );
  await eventually(firstField).toEqual({ saved: 'shared' });
  save('shared/lambda/http/page.ts', PAGE, PAGE);
  await eventually(firstField).toMatchObject({ key: 'age', saved: 'twice' });
  expect(sockets.size).toBe(1);
});

test('a saved screen is sent to the page that shows it', async () => {
  const client = await (await fetch(`${service.url}/@vite/client`)).text();
  const [, token] = /wsToken = "([^"]+)"/.exec(client) ?? [];
  const socket = new WebSocket(`${service.url.replace('http', 'ws')}/?token=${token}`, 'vite-hmr');
  const told: unknown[] = [];
  socket.addEventListener('message', ({ data }) => told.push(JSON.parse(String(data))));
  await eventually(() => told).toContainEqual({ type: 'connected' });
  await (await fetch(`${service.url}/main.tsx`)).text();
  await (await fetch(`${service.url}/app/navigation.tsx`)).text();

  save('console/app/navigation.tsx', '<SideNavigation', '<SideNavigation data-saved="once"');
  await eventually(() => JSON.stringify(told)).toContain('/app/navigation.tsx');
  expect(await (await fetch(`${service.url}/app/navigation.tsx`)).text()).toContain('data-saved');
  socket.close();
});

test('the console is where the service is, and shows no file beside its sources', async () => {
  const answer = await fetch(`${service.url}/contacts/active`, { headers: { accept: 'text/html' } });
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('/@vite/client')]);
  for (const path of [join(dataDir, 'token'), join(copy, 'package.json')])
    expect((await fetch(`${service.url}/@fs${path}`)).status).toBe(403);
});

test('what cannot be swapped says in a line what to do', async () => {
  save('infra/stacks/service.ts', 'export class', '// saved\nexport class');
  save('infra/local/stop.ts', 'export function', '// saved\nexport function');
  await eventually(() => service.log).toEqual(
    expect.arrayContaining([
      'infra/stacks/service.ts may change the templates, which run as they were. Stop npm run dev and start it again.',
      'infra/local/stop.ts is part of the runner. Stop npm run dev and start it again.',
    ]),
  );
});

test('a signal stops all of it', async () => {
  expect(await service.stop('SIGTERM')).toBe(0);
  await eventually(() => processesWith(copy)).toEqual([]);
});
