import { createServer, type Server } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { close, freePort, HOST, listen } from '../../infra/local/ports.ts';
import { openApi } from '../../scripts/api.ts';

interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body: string;
}

let server: Server | undefined;

afterEach(() => server && close(server));

/** Starts a service that gives these answers, one after the other; returns its URL. */
async function serving(...answers: Answer[]): Promise<string> {
  server = createServer((_, response) => {
    const { status, headers, body } = answers.shift() ?? { status: 500, body: 'no more answers' };
    response.writeHead(status, headers).end(body);
  });
  return `http://${HOST}:${await listen(server, 0)}`;
}

it('waits when the rate limit is used up, and says how long', async () => {
  const busy = { status: 429, headers: { 'retry-after': '0' }, body: '' };
  const waits: number[] = [];
  const api = openApi(await serving(busy, busy, { status: 200, body: '{"ok": true}' }), 'token', {
    onLimit: (seconds) => waits.push(seconds),
  });
  expect(await api.post('contacts.json', {})).toEqual({ ok: true });
  expect(waits).toEqual([0, 0]);
});

it('says in one line that there is no service at the URL', async () => {
  const url = `http://${HOST}:${await freePort()}`;
  const line = `No service at ${url} (connect ECONNREFUSED ${url.slice(7)}): npm start runs one, --url names another.`;
  await expect(openApi(url, 'token').get('settings.json')).rejects.toThrow(new Error(line));
});

it('says in one line what was refused, and when the service is another one', async () => {
  const url = await serving({ status: 404, body: '<html>\n  <p>Nothing here</p>' }, { status: 200, body: '<html>' });
  const api = openApi(url, 'token');
  await expect(api.get('a.json')).rejects.toThrow(
    new Error(`GET ${url}/api/v2/a.json was refused: 404 <html> <p>Nothing here</p>`),
  );
  await expect(api.get('b.json')).rejects.toThrow(
    new Error(`GET ${url}/api/v2/b.json did not return JSON, so it is another service: <html>`),
  );
});
