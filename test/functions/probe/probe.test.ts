/** The probe fails, and so wakes somebody, for whatever keeps people from the public name. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { handler } from '../../../functions/probe/probe.ts';
import { close, HOST, listen } from '../../../infra/local/ports.ts';

const directory = mkdtempSync(join(tmpdir(), 'dormouse-probe-'));
afterAll(() => rmSync(directory, { recursive: true }));
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (let stop = stops.pop(); stop; stop = stops.pop()) await stop();
  vi.unstubAllEnvs();
});

/** A public name: what it answers, by path. */
const GOOD: Readonly<Record<string, [status: number, text: string]>> = {
  '/health': [200, '{"status":"ok"}'],
  '/': [200, readFileSync('console/index.html', 'utf8')],
};
const answering =
  (answers: typeof GOOD): RequestListener =>
  ({ url = '' }, response) => {
    const [status, text] = answers[url] ?? [404, ''];
    response.writeHead(status, status === 302 ? { location: text } : {}).end(text);
  };

const run = () => handler(null, { getRemainingTimeInMillis: () => 30_000 } as never);

async function look(server: ReturnType<typeof createServer>, scheme = 'http'): Promise<void> {
  const port = await listen(server, 0);
  stops.push(() => close(server));
  vi.stubEnv('PUBLIC_URL', `${scheme}://${HOST}:${port}`);
  vi.stubEnv('PROBED_PATHS', '/health,/');
  await run();
}

it('is content when the service and the console answer', async () => {
  await look(createServer(answering(GOOD)));
});

it.each<[string, typeof GOOD, string]>([
  ['the tables cannot be used', { ...GOOD, '/health': [503, '{"status":"unavailable"}'] }, '/health answers 503'],
  ['functions are refused', { ...GOOD, '/health': [403, '{}'] }, '/health answers 403'],
  ['the console is not in its bucket', { ...GOOD, '/': [403, '<Error/>'] }, '/ answers 403'],
  ['the console is not ours', { ...GOOD, '/': [200, '<h1>This domain is for sale</h1>'] }, '/ answers 200 without'],
  ['the name leads elsewhere', { ...GOOD, '/': [302, 'https://example.org/'] }, 'fetch failed'],
])('fails when %s', async (_, answers, words) => {
  await expect(look(createServer(answering(answers)))).rejects.toThrow(words);
});

it('fails when nothing listens, and when the name is not known', async () => {
  for (const name of [`${HOST}:9`, 'nowhere.invalid']) {
    vi.stubEnv('PUBLIC_URL', `http://${name}`);
    vi.stubEnv('PROBED_PATHS', '/health');
    await expect(run()).rejects.toThrow('fetch failed');
  }
});

it('fails for a certificate that no browser would accept, and names the cause in its log', async () => {
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => join(directory, name)) as [string, string];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  spawnSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, ...subject]);
  const server = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, answering(GOOD));
  const error = await look(server as never, 'https').catch((caught: unknown) => caught);
  expect((error as Error).cause).toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
});
