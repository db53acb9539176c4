import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { close, listen } from '../../../infra/local/ports.ts';
import { readPull, savePull } from '../../../shared/data/imports/index.ts';
import type { Client } from '../../support/api/client.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

const stage = onInProcessStage();
let client: Client;
/** Lists that never end, by name. */
let endless: string[] = [];
let asked: string[] = [];
let source: Server;
let host: string;
beforeEach(async () => {
  [endless, asked] = [[], []];
  client = await stage().open();
  Object.assign(stage().service.runtime.config, { webhooksToLoopback: true });
  source = createServer(({ url = '' }, response) => {
    const { pathname, search } = new URL(url, host);
    asked.push(pathname);
    const next = endless.some((name) => pathname.endsWith(name))
      ? `https://there.example${pathname}?more=${search}`
      : null;
    response.writeHead(200, { connection: 'close' }).end(JSON.stringify({ results: [], next }));
  });
  host = `http://127.0.0.1:${await listen(source, 0)}`;
});
afterEach(() => close(source));

const begin = () => client.post('imports.json', { name: 'Move', textit: { host, token: 'theirs' } });
const pullOf = async (uuid: string) => (await client.get(`imports.json?uuid=${uuid}`)).results[0].pull;

it.each(['fields.json', 'groups.json'])('a source whose %s never ends is left after 20 pages', async (name) => {
  endless = [name];
  const { uuid } = await begin();
  await stage().settle();
  expect(await pullOf(uuid)).toMatchObject({ problem: 'One list of the host has more than 20 pages.' });
  expect(asked.filter((path) => path.endsWith(name))).toHaveLength(20);
});

it('a source whose contacts never end is left after 20,000 pages', async () => {
  endless = ['contacts.json'];
  const { uuid } = await begin();
  const { data } = stage().service.runtime;
  const workspace = (await client.get('workspace.json')).uuid;
  // As after so many pages: of contacts, only their number counts.
  const stored = await readPull(data, workspace, uuid);
  if (stored === null) throw new Error('There is no pull.');
  await savePull(data, workspace, uuid, { ...stored, pull: { ...stored.pull, pages: 19_985 } });
  await stage().settle();
  expect(await pullOf(uuid)).toMatchObject({ problem: expect.stringMatching(/more than 20000 pages/) });
  expect(asked.filter((path) => path.endsWith('contacts.json'))).toHaveLength(20);
});
