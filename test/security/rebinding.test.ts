/**
 * Names that lead elsewhere a moment later: a resolver and servers on this machine. 127.0.0.2 stands for the internet,
 * and 127.0.0.1 for what is inside.
 */
import { createServer as createHttp } from 'node:http';
import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callSource } from '../../functions/imports/pull/source.ts';
import { callWebhook } from '../../functions/webhooks/waiting-deliveries.ts';
import { close, listen } from '../../infra/local/ports.ts';
import { lookupAt } from '../../shared/services/webhooks/public-lookup.ts';
import { openDnsServer } from '../support/webhooks/dns-server.ts';

const [OUTSIDE, INSIDE] = ['127.0.0.2', '127.0.0.1'];
const INSIDE_6 = '00000000000000000000000000000001';

/** Where connections came to. */
let reached: string[] = [];
const servers: { close(): unknown }[] = [];
let port: number;

/** Hangs up on everybody. */
const listenAt = (host: string, at: number): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer((socket) => {
      reached.push(host);
      socket.destroy();
    });
    servers.push(server);
    server.listen(at, host, () => resolve(server));
  });

beforeEach(async () => {
  reached = [];
  const inside = await listenAt(INSIDE, 0);
  ({ port } = inside.address() as { port: number });
  await listenAt(OUTSIDE, port);
});
afterEach(() => {
  for (const one of servers.splice(0)) one.close();
});

type Answers = Parameters<typeof openDnsServer>[0];

/** Calls a name, with the answers of its resolver; each call asks anew. */
async function named(answers: Answers) {
  const dns = await openDnsServer(answers);
  servers.push(dns);
  const lookup = lookupAt([dns.server], (address) => address === OUTSIDE);
  return { dns, lookup, url: `https://hooks.example.org.rebind.dev:${port}/` };
}

type Called = Awaited<ReturnType<typeof named>>;
const CALLS = {
  'a webhook': ({ url, lookup }: Called) =>
    callWebhook({ url, body: '{}', headers: {}, seconds: 60, toLoopback: false, lookup }),
  'a source of an import': async ({ url, lookup }: Called) => {
    const called = await callSource({ url, token: 't', toLoopback: false, lookup });
    return 'problem' in called ? called.problem : null;
  },
};
const REFUSED = { code: 'url_inside' };
const HUNG_UP = { code: 'webhook_unreachable_for', reason: 'ECONNRESET' };

describe.each(Object.entries(CALLS))('%s', (_, call) => {
  it('is called at the address that was checked, whatever the name leads to a moment later', async () => {
    const name = await named([{ A: [OUTSIDE] }, { A: [INSIDE] }]);
    expect(await call(name)).toEqual(HUNG_UP);
    expect(reached).toEqual([OUTSIDE]);
    expect(name.dns.asked.A).toBe(1);
  });

  it('is not called again once its name leads inside', async () => {
    const name = await named([{ A: [OUTSIDE] }, { A: [INSIDE] }]);
    await call(name);
    expect(await call(name)).toEqual(REFUSED);
    expect(reached).toEqual([OUTSIDE]);
  });

  it.each<[string, Answers]>([
    ['of several one', [{ A: [OUTSIDE, INSIDE] }]],
    ['the last of many', [{ A: [...Array.from({ length: 20 }, () => OUTSIDE), INSIDE] }]],
    ['that of IPv6', [{ A: [OUTSIDE], AAAA: [INSIDE_6] }]],
  ])('is not called when of its addresses %s is inside', async (_, answers) => {
    expect(await call(await named(answers))).toEqual(REFUSED);
    expect(reached).toEqual([]);
  });

  it('is not called when its name leads nowhere', async () => {
    expect(await call(await named([{}]))).toMatchObject({ code: expect.stringMatching(/^webhook_unreachable/) });
    expect(reached).toEqual([]);
  });
});

it.each([301, 302, 303, 307, 308])('a redirect to inside (%i) is followed by neither', async (status) => {
  const server = createHttp((_, response) =>
    response.writeHead(status, { location: `http://${INSIDE}:${port}/`, connection: 'close' }).end(),
  );
  const url = `http://${INSIDE}:${await listen(server, 0)}/`;
  const answered = await callWebhook({ url, body: '{}', headers: {}, seconds: 60, toLoopback: true });
  expect(answered).toEqual({ code: 'webhook_answered', status });
  expect(await callSource({ url, token: 't', toLoopback: true })).toMatchObject({ status });
  expect(reached).toEqual([]);
  await close(server);
});
