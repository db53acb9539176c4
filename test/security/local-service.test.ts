import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, createPeople, openClient, prepare, setStatus } from '../support/api/client.ts';
import { type Service, startService } from '../support/service.ts';

/**
 * Line 12 of the promises, as far as it concerns this machine; test/infra/stacks/permissions.test.ts tests permissions.
 */

let root: string;
let service: Service;
let client: Client;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'dormouse-local-'));
  service = await startService({ dataDir: join(root, 'data') });
  client = openClient(service);
  await prepare(client);
});

afterAll(async () => {
  await service?.stop();
  rmSync(root, { recursive: true, force: true });
});

interface Info {
  readonly dynamodb: { readonly endpoint: string };
  readonly queues: Readonly<Record<string, string>>;
}
const info = async (): Promise<Info> => (await service.local('GET', 'info')).body;

/** The status of a request as a page would send it whose own name resolves to this machine. */
const asPage = (url: string, host: string, method = 'POST'): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = { host, 'content-type': 'application/json', authorization: `Token ${service.token}` };
    request(url, { method, headers, agent: false }, (response) => resolve(response.resume().statusCode ?? 0))
      .on('error', reject)
      .end(method === 'POST' ? '{}' : undefined);
  });

describe('A web page whose name resolves to this machine', () => {
  it.each(['evil.example', 'evil.example:8080', '127.0.0.1.evil.example', 'localhost.evil.example', '2130706433'])(
    'named %s is answered nothing, neither by the API and the control endpoints nor by the queues',
    async (host) => {
      const { queues } = await info();
      const urls = [
        `${service.url}/api/v2/contacts.json`,
        `${service.url}/`,
        `${service.url}/_local/info`,
        `${service.url}/_local/faults`,
        ...Object.values(queues),
      ];
      for (const url of urls)
        for (const method of ['GET', 'POST', 'OPTIONS']) expect(await asPage(url, host, method), url).toBe(403);
    },
  );

  it('cannot guess where the engine listens', async () => {
    const { hostname } = new URL((await info()).dynamodb.endpoint);
    expect(hostname).toMatch(/^127\.\d+\.\d+\.\d+$/);
    expect(hostname).not.toBe('127.0.0.1');
  });
});

it('Every local file is its owner’s alone, also those made, written anew and removed while the service runs, and after it', async () => {
  const modes = () =>
    Object.fromEntries(
      ['.', ...readdirSync(join(root, 'data'), { recursive: true, encoding: 'utf8' })].map((name) => {
        const stat = statSync(join(root, 'data', name));
        return [name, `${stat.isDirectory() ? 'd' : 'f'}${(stat.mode & 0o777).toString(8)}`];
      }),
    );
  const [contact = ''] = await createPeople(client, 3);
  await setStatus(client, 'archived', contact);
  await client.post('contact_actions.json', { contacts: [contact], action: 'delete' });
  await service.idle();
  const running = modes();
  expect(Object.keys(running)).toEqual(expect.arrayContaining(['token', 'secrets.json', 'dynamodb.sqlite-wal']));
  await service.stop();
  for (const mode of Object.values({ ...running, ...modes() })) expect(['d700', 'f600']).toContain(mode);
});
