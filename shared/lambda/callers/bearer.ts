/** Checks access tokens of the provider. A companion of the bundles (infra/bundles), since few programs send one. */
import { createRemoteJWKSet, errors, type JWTVerifyGetKey, type JWTVerifyResult, jwtVerify } from 'jose';
import { type Identity, isSubject } from '../../domain/people.ts';
import type { SignInConfig } from '../invocation/config.ts';
import { REQUEST } from '../invocation/retry-limits.ts';

/** Signatures of key pairs only: a client's secret, or no key at all, proves nothing. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** Seconds that clocks may differ. */
const TOLERANCE = 5;
/** Milliseconds that a provider has for an answer. */
const TIMEOUT = REQUEST.longestSilence;

const UNANSWERED = [errors.JWKSTimeout.code, errors.JOSEError.code];

/** Keys by issuer. They are read anew, now and then, for a token whose key is not among them. */
const known = new Map<string, Promise<JWTVerifyGetKey>>();

/** Who somebody is by an access token that was made for this service; null for any other token. */
export async function identityOfBearer(
  token: string,
  provider: SignInConfig,
): Promise<Identity | 'unreachable' | null> {
  const { issuer } = provider;
  try {
    const verified = await jwtVerify(token, await keysOf(issuer), {
      issuer,
      algorithms: ALGORITHMS,
      requiredClaims: ['sub', 'exp'],
      clockTolerance: TOLERANCE,
    });
    const { sub: subject } = verified.payload;
    return isSubject(subject) && isAccess(verified, provider) ? { issuer, subject } : null;
  } catch (error) {
    // A provider that does not answer says nothing of the token.
    return error instanceof errors.JOSEError && !UNANSWERED.includes(error.code) ? null : 'unreachable';
  }
}

/** Types of a token in its header: the one of access tokens (RFC 9068, 2.1), and the one that says nothing. */
const ACCESS_TYPES = ['at+jwt', 'application/at+jwt'];
const PLAIN_TYPE = 'jwt';

/**
 * Whether a token gives access to this service. Other tokens of the provider are for us too, such as ID tokens, tokens
 * of a sign-out (`events`) and tokens that only the owner of a key may use (`cnf`). So it has to say that it gives
 * access: by its type, by Cognito's `token_use`, by an audience that is only a service, or by what it allows to whom.
 */
function isAccess({ payload, protectedHeader }: JWTVerifyResult, { client, audience = client }: SignInConfig): boolean {
  const { aud, token_use: use } = payload;
  const type = protectedHeader.typ?.toLowerCase() ?? PLAIN_TYPE;
  const says = ACCESS_TYPES.includes(type);
  if ((!says && type !== PLAIN_TYPE) || FOREIGN.some((claim) => payload[claim] !== undefined)) return false;
  // Cognito names no audience.
  if (aud === undefined) return use === 'access' && payload['client_id'] === client;
  if (![aud].flat().includes(audience) || (use !== undefined && use !== 'access')) return false;
  return says || use === 'access' || audience !== client || ALLOWANCES.some((claim) => payload[claim] !== undefined);
}

/** Claims of tokens that give no access to whoever has them. */
const FOREIGN = ['nonce', 'at_hash', 'events', 'cnf'];
/** Claims of what a token allows, and to whom (RFC 9068, 2.2; `scp` of Entra and Okta). No ID token has one. */
const ALLOWANCES = ['scope', 'scp', 'client_id'];

function keysOf(issuer: string): Promise<JWTVerifyGetKey> {
  const asked = known.get(issuer) ?? discover(issuer);
  known.set(issuer, asked);
  asked.catch(() => known.delete(issuer));
  return asked;
}

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const place = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const answer = await fetch(place, { signal: AbortSignal.timeout(TIMEOUT), redirect: 'error' });
  const said = (await answer.json()) as { readonly issuer?: unknown; readonly jwks_uri?: unknown };
  if (said.issuer !== issuer || typeof said.jwks_uri !== 'string') throw new Error(`${place} is not of ${issuer}.`);
  return createRemoteJWKSet(new URL(said.jwks_uri), { timeoutDuration: TIMEOUT });
}
