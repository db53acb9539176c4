import { request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLocalServer, isFromHere, isLocalHost, REFUSED_HOST } from '../../../../infra/local/http/local-hosts.ts';
import { close, listen } from '../../../../infra/local/ports.ts';
import { startQueues } from '../../../../infra/local/sqs/server.ts';
import hosts from '../../../cases/infra/local/http/local-hosts.json' with { type: 'json' };

it.each(['127.0.0.1', '127.0.0.1:8080', 'localhost', 'LocalHost:1', '[::1]', '[::1]:65535'])('%s is local', (host) =>
  expect(isLocalHost(host)).toBe(true),
);

it.each([
  undefined,
  '',
  'evil.example',
  'evil.example:8080',
  '127.0.0.1.evil.example',
  'localhost.evil.example:8080',
  'evil.example:127.0.0.1',
  'localhost@evil.example',
  '127.0.0.1:8080, evil.example',
  '192.168.1.5:8080',
])('%s is not', (host) => expect(isLocalHost(host)).toBe(false));

/** What a request for a host is answered, whatever address it is sent to. */
const ask = (url: string, host: string): Promise<{ status: number | undefined; body: string }> =>
  new Promise((resolve, reject) => {
    const asking = request(url, { method: 'POST', headers: { host, 'x-forwarded-host': '127.0.0.1' } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve({ status: answer.statusCode, body: Buffer.concat(chunks).toString() }));
    });
    asking.once('error', reject).end('{}');
  });

const REFUSED = { status: 403, body: JSON.stringify({ detail: REFUSED_HOST }) };
const server = createLocalServer((_, response) => void response.end('served'));
let url: string;
beforeAll(async () => {
  url = `http://127.0.0.1:${await listen(server, 0)}`;
});
afterAll(() => close(server));

it('a request for another host is refused in one line; for this machine it is served', async () => {
  expect(await ask(url, 'evil.example')).toEqual(REFUSED);
  expect(await ask(url, 'localhost:9')).toEqual({ status: 200, body: 'served' });
});

it('so it is by the queues', async () => {
  const queues = await startQueues('eu-west-1');
  expect(await ask(queues.endpoint, 'evil.example')).toEqual(REFUSED);
  await queues.stop();
});

it('the public host is answered beside this machine, and no other', async () => {
  const open = createLocalServer((_, response) => void response.end('served'), { alsoHost: 'dormouse.example' });
  const at = `http://127.0.0.1:${await listen(open, 0)}`;
  const answers = await Promise.all(['dormouse.example', 'localhost', 'evil.example'].map((host) => ask(at, host)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 403]);
  await close(open);
});

it.each(hosts as [string, string, object, boolean][])(
  'a request from %s is known by its peer and its headers',
  (_, sourceIp, headers, isHere) =>
    expect(isFromHere({ sourceIp, headers: { host: '127.0.0.1:8080', ...headers } })).toBe(isHere),
);
