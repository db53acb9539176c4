import type { IDToken } from 'openid-client';
import * as oidc from 'openid-client';
import * as z from 'zod/mini';
import { isSubject, type Profile } from '../../shared/domain/people.ts';
import { secretAt } from '../../shared/lambda/clients/kept-secret.ts';
import type { Config, SignInConfig } from '../../shared/lambda/invocation/config.ts';
import { REQUEST } from '../../shared/lambda/invocation/retry-limits.ts';

/** `__Host-`: only this very host can set it, so that a sibling domain cannot plant one. */
const TRANSACTION = '__Host-dormouse-sign-in';

/** What a sign-in remembers until the provider sends the browser back. */
const Transaction = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** A path of the console. */
  path: z.string(),
  invitation: z.nullable(z.string()),
});
type Transaction = z.output<typeof Transaction>;

/** Seconds that somebody has at the provider. */
const AT_PROVIDER = 900;

/** The provider's addresses and keys, read once in a container; openid-client reads the keys anew when they change. */
const found = new Map<string, Promise<oidc.Configuration>>();

/** The client that this service is, and whether traces show how its secret is read. */
export type Client = SignInConfig & Partial<Pick<Config, 'traces'>>;

async function providerOf({ issuer, client, secretArn, traces = false }: Client): Promise<oidc.Configuration> {
  const secret = secretArn && (await secretAt(secretArn, traces));
  const key = `${issuer} ${secret}`;
  const known = found.get(key);
  if (known !== undefined) return known;
  const url = new URL(issuer);
  // Only the provider of the local runner has no TLS.
  const isLocal = ['127.0.0.1', 'localhost'].includes(url.hostname);
  // Signatures are checked too, which OpenID Connect leaves to TLS.
  const execute = [oidc.enableNonRepudiationChecks, ...(isLocal ? [oidc.allowInsecureRequests] : [])];
  const proof = secret ? oidc.ClientSecretPost(secret) : oidc.None();
  const asked = oidc.discovery(url, client, {}, proof, { execute, timeout: TIMEOUT });
  found.set(key, asked);
  asked.catch(() => found.delete(key));
  return asked;
}

/** Seconds that a provider has for an answer. */
const TIMEOUT = REQUEST.longestSilence / 1_000;

/** Where the browser goes to sign in, and what it brings back is compared with. PKCE, state and nonce, always. */
export async function beginAtProvider(config: Client, callback: string) {
  const provider = await providerOf(config);
  const verifier = oidc.randomPKCECodeVerifier();
  const state = oidc.randomState();
  const nonce = oidc.randomNonce();
  const location = oidc.buildAuthorizationUrl(provider, {
    redirect_uri: callback,
    scope: 'openid email profile',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  return { location: location.href, verifier, state, nonce };
}

/** Exchanges the code for an ID token, and checks it. Throws for anything that this browser did not begin. */
export async function endAtProvider(
  config: Client,
  returned: URL,
  { state, nonce, verifier }: Transaction,
): Promise<Profile> {
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
  const provider = await providerOf(config);
  const tokens = await oidc.authorizationCodeGrant(provider, returned, checks);
  const proven = tokens.claims();
  if (proven === undefined) throw new Error('The provider gave no ID token.');
  return profileOf(await withProfile(proven, tokens.access_token, provider));
}

/** Some providers name people only at their other address (OpenID Connect Core, 5.4). */
async function withProfile(
  proven: oidc.IDToken,
  accessToken: string,
  provider: oidc.Configuration,
): Promise<oidc.IDToken> {
  if (proven['email'] !== undefined || provider.serverMetadata().userinfo_endpoint === undefined) return proven;
  return { ...(await oidc.fetchUserInfo(provider, accessToken, proven.sub)), ...proven };
}

const UNANSWERED = new Set<unknown>(['OAUTH_TIMEOUT', 'OAUTH_ABORT']);

/** Whether the provider did not answer, or with an error of its own (5xx): that says nothing of who signs in. */
export function isProviderDown(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { cause, message } = error;
  if (error instanceof oidc.ClientError && UNANSWERED.has(error.code)) return true;
  if (cause instanceof Response) return cause.status >= 500;
  if (error instanceof oidc.ResponseBodyError) return error.status >= 500;
  return error instanceof TypeError && message === 'fetch failed';
}

/** Who an ID token names; throws where that is nobody. Its texts lose what nobody sees, such as turns of direction. */
export function profileOf(claims: IDToken): Profile {
  const { iss: issuer, sub: subject } = claims;
  if (!isSubject(subject)) throw new Error('The ID token names nobody.');
  const text = (name: string): string | null => {
    const value = claims[name];
    return (typeof value === 'string' && value.replace(UNSEEN, '').trim()) || null;
  };
  const email = text('email');
  const name = text('name') ?? text('preferred_username') ?? email ?? text('sub') ?? issuer;
  // Cognito writes it as a text.
  const unverified = String(claims['email_verified']) === 'false';
  return { issuer, subject, name: Array.from(name).slice(0, 64).join(''), email, ...(unverified && { unverified }) };
}

/** Control characters, those of direction and without width, and halves of characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}]/gu;

/** `Lax`, because the way back from the provider begins at another site. */
export const transactionCookie = (transaction: Transaction): string =>
  cookie(TRANSACTION, Buffer.from(JSON.stringify(transaction)).toString('base64url'), AT_PROVIDER, 'Lax');

export const noTransaction = (): string => cookie(TRANSACTION, '', 0, 'Lax');

export const sessionCookie = (name: string, secret: string, seconds: number): string =>
  cookie(name, secret, seconds, 'Strict');

const cookie = (name: string, value: string, seconds: number, sameSite: 'Lax' | 'Strict'): string =>
  `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; Secure; SameSite=${sameSite}`;

/** Null when there is none, or what there is was not made here. */
export function readTransaction(cookies: readonly string[]): Transaction | null {
  const value = cookies.find((one) => one.startsWith(`${TRANSACTION}=`))?.slice(TRANSACTION.length + 1) ?? '';
  try {
    return z.parse(Transaction, JSON.parse(Buffer.from(value, 'base64url').toString()));
  } catch {
    return null;
  }
}

/** The path of this site to which a sign-in leads back: `/` for whatever leads elsewhere. */
export function ownPath(given: string | undefined, origin: string): string {
  if (given === undefined || !/^\/(?![/\\])[ -~]*$/.test(given)) return '/';
  const url = URL.parse(given, origin);
  // Without its dots, `/.//host` is `//host`, which names another site.
  return url?.origin === origin && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : '/';
}
