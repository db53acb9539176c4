import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { beginAtProvider, endAtProvider, profileOf } from '../../../functions/sign-in/provider.ts';
import { close, HOST, listen } from '../../../infra/local/ports.ts';
import { isFor } from '../../../shared/domain/people.ts';

const CLIENT = 'dormouse';
const CALLBACK = 'https://console.example.org/auth/callback';
const newKeys = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const [own, foreign] = [newKeys(), newKeys()];

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const signed = (header: object, claims: object, signatureOf: (input: string) => Buffer): string => {
  const input = `${encoded(header)}.${encoded(claims)}`;
  return `${input}.${signatureOf(input).toString('base64url')}`;
};
const rs256 = (key: KeyObject) => (input: string) => sign('sha256', Buffer.from(input), key);

let issuer: string;
/** What the provider answers next in exchange for a code. */
let idToken: string;
/** What it says of a person at its other address. */
let userInfo: object = { sub: 'ann' };
const server = createServer((request, response) => {
  const documents: Record<string, object> = {
    '/.well-known/openid-configuration': {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      userinfo_endpoint: `${issuer}/userinfo`,
    },
    '/keys': { keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }] },
    '/userinfo': userInfo,
    '/token': { access_token: 'unused', token_type: 'Bearer', id_token: idToken },
  };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(documents[request.url ?? '']));
});
beforeAll(async () => {
  issuer = `http://${HOST}:${await listen(server, 0)}`;
});
afterAll(() => close(server));

type Forged = Readonly<Record<string, unknown>>;

/** Signs in with an ID token that a forger has changed. */
async function signIn(
  claims: Forged = {},
  header: Forged = {},
  signatureOf: (input: string) => Buffer = rs256(own.privateKey),
) {
  const config = { issuer, client: CLIENT };
  const { state, nonce, verifier } = await beginAtProvider(config, CALLBACK);
  const seconds = Math.floor(Date.now() / 1000);
  const right = { iss: issuer, aud: CLIENT, sub: 'ann', nonce, iat: seconds, exp: seconds + 300 };
  idToken = signed({ alg: 'RS256', kid: 'one', ...header }, { ...right, ...claims }, signatureOf);
  const returned = new URL(`${CALLBACK}?${new URLSearchParams({ code: 'code', state })}`);
  return endAtProvider(config, returned, { state, nonce, verifier, path: '/', invitation: null });
}

it('an ID token of the provider, for us and this sign-in, says who somebody is', async () => {
  expect(await signIn({ name: 'Ann' })).toEqual({ issuer, subject: 'ann', name: 'Ann', email: null });
});

it('a provider may name people at its other address only, but nobody else there', async () => {
  userInfo = { sub: 'ann', email: 'ann@example.org', name: 'Ann' };
  expect(await signIn()).toMatchObject({ subject: 'ann', name: 'Ann', email: 'ann@example.org' });
  expect(await signIn({ email: 'other@example.org' })).toMatchObject({ email: 'other@example.org' });
  userInfo = { sub: 'eve', email: 'eve@example.org' };
  await expect(signIn()).rejects.toThrow();
  userInfo = { sub: 'ann' };
});

const publicKey = () => own.publicKey.export({ type: 'spki', format: 'pem' });

it.each<[string, Forged, Forged?, ((input: string) => Buffer)?]>([
  ['of another issuer', { iss: 'https://evil.example' }],
  ['for another client', { aud: 'other' }],
  ['for several clients, of which another asked', { aud: [CLIENT, 'other'], azp: 'other' }],
  ['of another sign-in', { nonce: 'other' }],
  ['without a nonce', { nonce: undefined }],
  ['that has expired', { exp: 1 }],
  ['of nobody', { sub: '' }],
  ['of half a character', { sub: '\udc00' }],
  ['signed by another key', {}, {}, rs256(foreign.privateKey)],
  ['signed by a key that the provider does not name', {}, { kid: 'two' }, rs256(foreign.privateKey)],
  ['that is not signed', {}, { alg: 'none' }, () => Buffer.alloc(0)],
  [
    'whose public key is used as a secret',
    {},
    { alg: 'HS256' },
    (input) => createHmac('sha256', publicKey()).update(input).digest(),
  ],
])('an ID token %s is refused', async (_, claims, header, signatureOf) => {
  await expect(signIn(claims, header, signatureOf)).rejects.toThrow();
});

const claims = { iss: 'https://id.example', aud: CLIENT, sub: 'eve', iat: 0, exp: 0 };

it.each<[string, object, string, boolean]>([
  ['the invited address', { email: 'Kim@example.org' }, 'kim@EXAMPLE.org', true],
  [
    'an address that the provider has verified',
    { email: 'kim@example.org', email_verified: true },
    'kim@example.org',
    true,
  ],
  ['one that it has not', { email: 'kim@example.org', email_verified: false }, 'kim@example.org', false],
  ['one that Cognito has not', { email: 'kim@example.org', email_verified: 'false' }, 'kim@example.org', false],
  ['one with a letter that only looks alike', { email: '\u212aim@example.org' }, 'kim@example.org', false],
  ['no address, which leaves it to the link', {}, 'kim@example.org', true],
])('an invitation is taken by %s: %j', (_, said, email, taken) => {
  expect(isFor({ email }, profileOf({ ...claims, ...said }))).toBe(taken);
});

it('names lose what nobody sees', () => {
  expect(profileOf({ ...claims, name: ' \u202eAn\u200bn\u0000\ud800 ' }).name).toBe('Ann');
  expect(profileOf({ ...claims, name: '\u2066', preferred_username: 'eve1' }).name).toBe('eve1');
  expect(profileOf(claims)).toMatchObject({ name: 'eve', email: null });
});
