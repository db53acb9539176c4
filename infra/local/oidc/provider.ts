import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { type Configuration, type Interaction, type KoaContextWithOIDC, Provider } from 'oidc-provider';
import { memoryOf } from './memory.ts';
import { confirmPage, emailPage } from './pages.ts';

/** The OpenID provider of the runner: a real one, whose people prove their e-mail by a link that the runner prints. */
export interface LocalProvider {
  readonly issuer: string;
  /** Answers a request for the provider; false for any other request. */
  readonly pages: (incoming: IncomingMessage, response: ServerResponse) => boolean;
}

export const LOCAL_CLIENT = 'dormouse';

/** Its place at the runner's own address, so that people stay the same from one start to the next. */
const PLACE = '/_local/oidc';

export const issuerAt = (origin: string): string => `${origin}${PLACE}`;

/**
 * A provider for a runner at `origins`, of which the first is in its name. Sessions are in memory; who somebody is
 * follows from the e-mail.
 */
export function createProvider(
  origins: readonly [string, ...string[]],
  { say, isProxied }: { readonly say: (line: string) => void; readonly isProxied: boolean },
): LocalProvider {
  const issuer = issuerAt(origins[0]);
  const accounts = new Map<string, string>();
  const provider = new Provider(issuer, configurationOf(origins, accounts));
  // By the public address, which a proxy may have.
  provider.proxy = isProxied;
  const answer = provider.callback();
  const interact = interactions(provider, { issuer, accounts, say });
  const pages = (incoming: IncomingMessage & { originalUrl?: string }, response: ServerResponse): boolean => {
    const { url = '/' } = incoming;
    if (!url.startsWith(`${PLACE}/`)) return false;
    // As Express does for what is mounted under a path.
    incoming.originalUrl = url;
    incoming.url = url.slice(PLACE.length);
    if (!incoming.url.startsWith('/interaction/')) {
      void answer(incoming, response);
      return true;
    }
    interact(incoming, response).catch((error: unknown) => {
      response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' });
      response.end(error instanceof Error ? error.message : String(error));
    });
    return true;
  };
  return { issuer, pages };
}

/** Seconds: of what a sign-in leaves, and of the code itself. */
const TTL = 900;
const CODE_TTL = 60;

function configurationOf(origins: readonly string[], accounts: ReadonlyMap<string, string>): Configuration {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    clients: [
      {
        client_id: LOCAL_CLIENT,
        token_endpoint_auth_method: 'none',
        redirect_uris: origins.map((origin) => `${origin}/auth/callback`),
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    adapter: memoryOf(),
    ttl: { AuthorizationCode: CODE_TTL, AccessToken: TTL, IdToken: TTL, Grant: TTL, Interaction: TTL, Session: TTL },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] as never },
    cookies: { keys: [randomBytes(32).toString('hex')] },
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    // The ID token is all that is read.
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: KoaContextWithOIDC, { uid }: Interaction) => `${PLACE}/interaction/${uid}` },
    findAccount(_, accountId) {
      const email = accounts.get(accountId);
      return email === undefined ? undefined : { accountId, claims: () => claimsOf(accountId, email) };
    },
    async loadExistingGrant(ctx) {
      const { client, session, provider } = ctx.oidc;
      if (client === undefined || session?.accountId === undefined) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  };
}

const subjectOf = (email: string): string => createHash('sha256').update(email).digest('hex').slice(0, 32);

const claimsOf = (sub: string, email: string) => ({
  sub,
  name: nameOf(email),
  email,
  email_verified: true,
});

/** `ann.mutesi@example.org` is Ann Mutesi. */
const nameOf = (email: string): string =>
  (email.split('@', 1)[0] ?? '')
    .split(/[._+-]+/)
    .filter((part) => part !== '')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ');

interface Interacting {
  readonly issuer: string;
  /** E-mails by subject. */
  readonly accounts: Map<string, string>;
  readonly say: (line: string) => void;
}

/**
 * Asks for the e-mail, prints a link, and signs in whoever opens it in the same browser: as a provider does that sends
 * a link by mail.
 */
function interactions(provider: Provider, { issuer, accounts, say }: Interacting) {
  const asked = new Map<string, { readonly uid: string; readonly email: string }>();
  const show = (response: ServerResponse, page: string) =>
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(page);
  return async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { uid } = await provider.interactionDetails(incoming, response);
    const proof = new URL(incoming.url ?? '', issuer).searchParams.get('proof');
    if (proof !== null) {
      const known = asked.get(proof);
      if (known === undefined || known.uid !== uid) throw new Error('This link was used, or is for another browser.');
      if (incoming.method !== 'POST') return void show(response, confirmPage(known.email));
      asked.delete(proof);
      const accountId = subjectOf(known.email);
      accounts.set(accountId, known.email);
      const login = { accountId, remember: false };
      return provider.interactionFinished(incoming, response, { login }, { mergeWithLastSubmission: false });
    }
    if (incoming.method !== 'POST') return void show(response, emailPage(null));
    const email = new URLSearchParams(await text(incoming)).get('email')?.trim().toLowerCase() ?? '';
    if (!/^[^\s@]+@[^\s@]+$/.test(email)) return void show(response, emailPage('Enter an e-mail address.'));
    const secret = randomBytes(24).toString('base64url');
    asked.set(secret, { uid, email });
    const link = `${issuer}/interaction/${uid}?proof=${secret}`;
    say(`sign-in ${email} ${link}`);
    show(response, emailPage(null, email));
  };
}
