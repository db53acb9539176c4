/** Access tokens of a provider, which programs of a person send in place of a token of the API. */
import { exportJWK, exportSPKI, type GenerateKeyPairResult, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createLocalServer } from '../../infra/local/http/local-hosts.ts';
import { close, HOST, listen } from '../../infra/local/ports.ts';
import { acceptInvitation } from '../../shared/data/workspace/index.ts';
import { call } from '../support/api/api.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();
const CLIENT = 'dormouse';
/** The keys that the provider publishes, by id. */
let published: Record<string, GenerateKeyPairResult> = {};
let issuer: string;
let asked = 0;
const server = createLocalServer((incoming, response) => {
  asked += 1;
  const send = (body: unknown) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  if (incoming.url?.endsWith('/openid-configuration')) return void send({ issuer, jwks_uri: `${issuer}/keys` });
  const keys = Object.entries(published).map(async ([kid, { publicKey }]) => ({
    ...(await exportJWK(publicKey)),
    kid,
  }));
  void Promise.all(keys).then((all) => send({ keys: all }));
});

beforeAll(async () => {
  issuer = `http://${HOST}:${await listen(server, 0)}`;
  published = { first: await generateKeyPair('RS256') };
  Object.assign(stage().service.runtime.config, { signIn: { issuer, client: CLIENT } });
});
afterAll(() => close(server));

const seconds = (offset: number): number => Math.floor(Date.now() / 1000) + offset;
interface Header {
  readonly kid?: string;
  readonly alg?: string;
  readonly typ?: string;
}

/** A token that is good, but for what is given. */
async function tokenWith(
  claims: object = {},
  { kid = 'first', alg = 'RS256', key, typ }: Header & { key?: Parameters<SignJWT['sign']>[0] } = {},
) {
  const good = { iss: issuer, sub: 'ann', aud: CLIENT, exp: seconds(300), iat: seconds(0), scope: 'me', ...claims };
  const signing = key ?? published[kid]?.privateKey;
  if (signing === undefined) throw new Error(`No key ${kid}`);
  return new SignJWT(good).setProtectedHeader({ alg, kid, ...(typ && { typ }) }).sign(signing);
}

let people = 0;
/** A workspace with Ann in it, and how she asks. */
async function open(role = 'editor', subject = 'ann') {
  const { service } = stage();
  const client = await stage().open();
  const { uuid: workspace } = await client.get('workspace.json');
  const { link } = await client.post('people.json', { email: `${subject}${++people}@example.org`, role });
  const secret = new URL(link).searchParams.get('invitation') ?? '';
  await acceptInvitation(
    service.runtime.data,
    secret,
    { issuer, subject, name: 'Ann', email: null },
    service.runtime.now(),
  );
  const ask = (token: string, path = 'me.json', method = 'GET') =>
    call(service, `${service.url}/api/v2/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'x-temba-workspace': workspace },
    });
  return { client, workspace, ask };
}

it('an access token that is for the service is its person, in the workspace that the request names', async () => {
  const [viewing, editing] = [await open('viewer'), await open('editor')];
  const token = await tokenWith();
  expect((await viewing.ask(token)).body).toMatchObject({ who: { type: 'person', name: 'Ann' }, role: 'viewer' });
  expect((await editing.ask(token)).body).toMatchObject({ role: 'editor' });
  expect((await viewing.ask(token, 'tokens.json')).status).toBe(403);
  expect((await editing.ask(await tokenWith({ aud: ['other', CLIENT] }))).status).toBe(200);
  const cognito = await tokenWith({ aud: undefined, client_id: CLIENT, token_use: 'access' });
  expect((await editing.ask(cognito)).status).toBe(200);
});

it('an access token says that it is one: by its type, by what it allows, or by an audience that is only this service', async () => {
  const { ask } = await open();
  const silent = { scope: undefined };
  for (const typ of ['at+jwt', 'application/at+jwt', 'AT+JWT'])
    expect((await ask(await tokenWith(silent, { typ }))).status).toBe(200);
  expect((await ask(await tokenWith({}, { typ: 'JWT' }))).status).toBe(200);
  expect((await ask(await tokenWith({ ...silent, scp: 'me' }))).status).toBe(200);
  expect((await ask(await tokenWith(silent))).status).toBe(403);
  const { config } = stage().service.runtime;
  const { signIn } = config;
  Object.assign(config, { signIn: { issuer, client: CLIENT, audience: 'api://dormouse' } });
  expect((await ask(await tokenWith({ ...silent, aud: 'api://dormouse' }))).status).toBe(200);
  expect((await ask(await tokenWith())).status).toBe(403);
  Object.assign(config, { signIn });
});

it('a role in a token means nothing, and somebody without a membership may do nothing', async () => {
  const { ask } = await open('viewer');
  const boasting = await tokenWith({
    role: 'administrator',
    roles: ['administrator'],
    'cognito:groups': ['administrator'],
  });
  expect((await ask(boasting)).body.role).toBe('viewer');
  expect(await ask(await tokenWith({ sub: 'eve' }))).toMatchObject({
    status: 403,
    body: { detail: 'You are not a member of this workspace.' },
  });
});

it.each<[string, object, Header?]>([
  ['of another issuer', { iss: 'https://evil.example' }],
  ['for another service', { aud: 'https://graph.example' }],
  ['for nobody', { aud: undefined }],
  ['of Cognito for another client', { aud: undefined, client_id: 'other', token_use: 'access' }],
  ['that is an ID token', { nonce: 'n' }],
  ['that is an ID token of Cognito', { token_use: 'id' }],
  ['that came with a code', { at_hash: 'h' }],
  ['that has expired', { exp: -60 }],
  ['without an end', { exp: undefined }],
  ['that is not valid yet', { nbf: 600 }],
  ['without a person', { sub: undefined }],
  ['of a person without a name', { sub: '' }],
  ['of a person with half a character', { sub: '\ud800' }],
  ['that ends a session', { events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }],
  ['that only the owner of a key may use', { cnf: { jkt: 'k' } }],
  ['that is an ID token of a refresh', { scope: undefined, auth_time: 0 }],
  ['that ends a session, by its type', {}, { typ: 'logout+jwt' }],
  ['that asks for a sign-in', {}, { typ: 'oauth-authz-req+jwt' }],
  ['that proves a key', {}, { typ: 'dpop+jwt' }],
])('a token %s is refused', async (_, claims, header = {}) => {
  const { ask } = await open();
  const timed = Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [name, typeof value === 'number' ? seconds(value) : value]),
  );
  expect(await ask(await tokenWith(timed, header))).toMatchObject({ status: 403, body: { detail: 'Invalid token' } });
});

it('a token that no key pair of the provider has signed is refused: another key, its public key as a secret, none', async () => {
  const { ask } = await open();
  const good = await tokenWith();
  const [, payload = ''] = good.split('.');
  const none = Buffer.from(JSON.stringify({ alg: 'none', kid: 'first' })).toString('base64url');
  const other = (await generateKeyPair('RS256')).privateKey;
  const spki = await exportSPKI(published['first']?.publicKey ?? other);
  const forged = [
    await tokenWith({}, { key: other }),
    await tokenWith({}, { alg: 'HS256', key: Buffer.from(spki) }),
    `${none}.${payload}.AA`,
    `${good.slice(0, -6)}AAAAAA`,
  ];
  for (const token of forged)
    expect(await ask(token)).toMatchObject({ status: 403, body: { detail: 'Invalid token' } });
  // What is no JWT is answered as ever.
  for (const token of [`${none}.${payload}.`, 'abc'])
    expect((await ask(token)).body).toEqual({ detail: 'Authentication credentials were not provided.' });
});

it('a key that the provider has changed is found, but not looked for again and again', async () => {
  const { ask } = await open();
  published = { ...published, second: await generateKeyPair('ES256') };
  const token = await tokenWith({}, { kid: 'second', alg: 'ES256' });
  const later = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000);
  expect((await ask(token)).status).toBe(200);
  const before = asked;
  for (const kid of ['a', 'b', 'c']) {
    const { privateKey } = await generateKeyPair('ES256');
    expect((await ask(await tokenWith({}, { kid, alg: 'ES256', key: privateKey }))).status).toBe(403);
  }
  expect(asked).toBe(before);
  later.mockRestore();
});

it('nobody is let in by a provider that does not answer, and it is asked again later', async () => {
  const { client, ask } = await open();
  const other = createLocalServer((_, response) => void response.writeHead(503).end());
  const silent = `http://${HOST}:${await listen(other, 0)}`;
  const { config } = stage().service.runtime;
  const { signIn } = config;
  const token = await tokenWith({ iss: silent });
  try {
    Object.assign(config, { signIn: { issuer: silent, client: CLIENT } });
    expect((await ask(token)).status).toBe(503);
    expect((await ask(token)).headers.get('retry-after')).toBe('5');
    expect((await client.ask('GET', 'me.json')).status).toBe(200);
    Object.assign(config, { signIn: undefined });
    expect((await ask(await tokenWith())).body).toEqual({ detail: 'Authentication credentials were not provided.' });
  } finally {
    Object.assign(config, { signIn });
    await close(other);
  }
});

it('a person who was removed is refused at once, whatever their token says', async () => {
  const { client, ask } = await open('viewer', 'bob');
  const token = await tokenWith({ sub: 'bob' });
  const { who } = (await ask(token)).body;
  await client.ask('DELETE', `people.json?uuid=${who.uuid}`);
  expect((await ask(token)).status).toBe(403);
});
