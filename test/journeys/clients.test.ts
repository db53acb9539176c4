/** Both clients, built from the document, play their recipe on a service that is overloaded at first. */
import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildClient, MAKERS } from '../../scripts/clients.ts';
import type { Service } from '../support/service.ts';
import { joinJourney } from './stage.ts';

const ROOT = join(import.meta.dirname, '../..');
const TSC = join(ROOT, 'clients/typescript/node_modules/.bin/tsc');
const PYTHON = join(ROOT, 'node_modules/.python/bin/python');
const STRICT = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', 'node'];

const SECRET = `whsec_${Buffer.from('0123456789abcdef01234567').toString('base64')}`;
const AT = new Date();
const DELIVERY = JSON.stringify({
  version: 1,
  delivery: 'd',
  webhook: crypto.randomUUID(),
  workspace: crypto.randomUUID(),
  events: [],
});
const HEADERS = {
  'webhook-id': 'd',
  'webhook-timestamp': String(Math.floor(AT.getTime() / 1000)),
  'webhook-signature': new Webhook(SECRET).sign('d', AT, DELIVERY),
};

/** By language: the steps of its recipe, and of what verifies a delivery and its forgery. */
const CLIENTS: readonly ['typescript' | 'python', readonly (readonly string[])[], readonly string[]][] = [
  [
    'typescript',
    [
      [TSC, ...STRICT, 'client.ts'],
      [process.execPath, 'client.ts'],
    ],
    [
      ...[process.execPath, '--input-type=module', '-e'],
      `import { verify } from '@dormouse/client';
       const { BODY, FORGED, HEADERS, SECRET } = process.env;
       console.log(verify(BODY, JSON.parse(HEADERS), SECRET).delivery);
       try { verify(FORGED, JSON.parse(HEADERS), SECRET); } catch { console.log('forged'); }`,
    ],
  ],
  [
    'python',
    [[PYTHON, 'client.py']],
    [
      ...[PYTHON, '-c'],
      [
        'import json, os',
        'from dormouse_client import verify',
        'given = json.loads(os.environ["HEADERS"]), os.environ["SECRET"]',
        'print(verify(os.environ["BODY"], *given).delivery)',
        'try: verify(os.environ["FORGED"], *given)',
        'except Exception: print("forged")',
      ].join('\n'),
    ],
  ],
];

describe.each(CLIENTS)('The client for %s', (language, recipe, verifying) => {
  const missing = spawnSync(MAKERS[language], ['--version']).status !== 0;
  const skipped = missing ? ' (skipped: its generator is not here, see .ci/run)' : '';
  const folder = mkdtempSync(join(tmpdir(), 'client-'));
  const keys: unknown[] = [];
  let service: Service;
  let overloaded: Server;

  beforeAll(async () => {
    service = await joinJourney();
    overloaded = await overload(service.url, keys);
    if (!missing) buildClient(language);
    mkdirSync(join(folder, 'node_modules/@dormouse'), { recursive: true });
    symlinkSync(join(ROOT, 'clients/typescript'), join(folder, 'node_modules/@dormouse/client'));
    symlinkSync(join(ROOT, 'node_modules/@types'), join(folder, 'node_modules/@types'));
    writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
    for (const name of ['client.ts', 'client.py']) cpSync(join(ROOT, 'docs/recipes', name), join(folder, name));
  });

  afterAll(async () => {
    rmSync(folder, { recursive: true });
    overloaded?.close();
    await service?.stop();
  });

  const run = async ([program = '', ...args]: readonly string[], given: object) => {
    const env = { ...process.env, PYTHONPATH: join(ROOT, 'clients/python/dist'), ...given };
    return (await promisify(execFile)(program, args, { cwd: folder, env, maxBuffer: 2 ** 26 })).stdout;
  };

  it.skipIf(missing)(`lists, refuses, exports, archives and imports, as its recipe says${skipped}`, async () => {
    const { port } = overloaded.address() as AddressInfo;
    const given = { DORMOUSE_URL: `http://127.0.0.1:${port}`, DORMOUSE_TOKEN: service.token };
    let said = '';
    for (const step of recipe) said = await run(step, given);
    expect(said.split('\n')).toEqual(['Ann Eve Joy', '400 blank', '4', '3 completed', '1', '']);
    expect(keys.slice(0, 3)).toEqual([expect.any(String), keys[0], keys[0]]);
    expect(keys[3]).not.toBe(keys[0]);
  });

  it.skipIf(missing)(`knows a delivery of a webhook from a forged one${skipped}`, async () => {
    const given = { SECRET, BODY: DELIVERY, FORGED: DELIVERY.replace('1', '2'), HEADERS: JSON.stringify(HEADERS) };
    expect(await run(verifying, given)).toBe('d\nforged\n');
  });
});

/** Passes requests on; the first two are answered 503 and 429. `keys`: the `Idempotency-Key` of each POST. */
async function overload(url: string, keys: unknown[]): Promise<Server> {
  const refusals = [503, 429];
  const server = createServer(async (request, response) => {
    const { method = '', headers } = request;
    if (method === 'POST') keys.push(headers['idempotency-key']);
    const refused = refusals.shift();
    if (refused) return response.writeHead(refused, { 'Retry-After': '0' }).end('{"message": "overloaded"}');
    const { host: _, connection: __, 'content-length': ___, 'transfer-encoding': ____, ...passed } = headers;
    const body = method === 'POST' ? Buffer.concat(await request.toArray()) : null;
    const answer = await fetch(new URL(request.url ?? '', url), {
      method,
      headers: passed as Record<string, string>,
      body,
    });
    response.writeHead(answer.status, { 'Content-Type': answer.headers.get('Content-Type') ?? '' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
}
