import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { close, freePort, HOST, listen } from '../../infra/local/ports.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();
const servers: Server[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map(close));
});

const UNAVAILABLE = '/?sign_in=unavailable';

/** The service with a provider that answers so; null: nobody listens there. */
async function withProvider(answer: ((issuer: string) => RequestListener) | null) {
  const port = await freePort();
  const issuer = `http://${HOST}:${port}`;
  if (answer !== null) {
    const server = createServer((...request) => answer(issuer)(...request));
    servers.push(server);
    await listen(server, port);
  }
  const { service } = stage();
  Object.assign(service.runtime.config, { signIn: { issuer, client: 'dormouse' } });
  return (path: string, cookie?: string) =>
    service.fetch(`${stage().url}${path}`, { redirect: 'manual', ...(cookie && { headers: { cookie } }) });
}

const says =
  (status: number, body: unknown = {}): RequestListener =>
  (_request, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

/** Its addresses are known, but it has no answer to a code. */
const withoutTokens =
  (status: number, body: unknown = {}) =>
  (issuer: string): RequestListener =>
  (request, response) => {
    const known = { issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` };
    const isKnown = request.url?.startsWith('/.well-known/') ?? false;
    return (isKnown ? says(200, known) : says(status, body))(request, response);
  };

it.each([
  ['is not reached', null],
  ['fails', () => says(500)],
  ['is overloaded', () => says(503)],
] as const)('who signs in is sent back, with the reason, when the provider %s', async (_, answer) => {
  const ask = await withProvider(answer);
  const begun = await ask('/auth/sign-in?path=/jobs');
  expect(begun.status).toBe(302);
  expect(begun.headers.get('location')).toBe(UNAVAILABLE);
});

it('a provider that comes back is asked anew by the next sign-in', async () => {
  let status = 503;
  const ask = await withProvider((issuer) => (request, response) => {
    (status === 200 ? withoutTokens(200)(issuer) : says(status))(request, response);
  });
  expect((await ask('/auth/sign-in')).headers.get('location')).toBe(UNAVAILABLE);
  status = 200;
  expect((await ask('/auth/sign-in')).headers.get('location')).toContain('/authorize?');
});

it.each([
  ['a provider that fails', 502, {}, UNAVAILABLE],
  ['a refused code', 400, { error: 'invalid_grant' }, '/?sign_in=refused'],
] as const)('a sign-in that ends at %s says which it was', async (_, status, body, location) => {
  const ask = await withProvider(withoutTokens(status, body));
  const begun = await ask('/auth/sign-in');
  const [cookie = ''] = begun.headers.getSetCookie().map((one) => one.split(';')[0]);
  const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state');
  const ended = await ask(`/auth/callback?code=1&state=${state}`, cookie);
  expect(ended.headers.get('location')).toBe(location);
});
