/** Checks access tokens of the provider. A companion of the bundles (infra/bundles), since few programs send one. */
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Identity } from '../../domain/people.ts';
import type { SignInConfig } from '../invocation/config.ts';

/** Signatures of key pairs only: a client's secret, or no key at all, proves nothing. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** Seconds that clocks may differ. */
const TOLERANCE = 5;
/** Milliseconds that a provider has for an answer. */
const TIMEOUT = 5_000;

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
    const { payload } = await jwtVerify(token, await keysOf(issuer), {
      issuer,
      algorithms: ALGORITHMS,
      requiredClaims: ['sub', 'exp'],
      clockTolerance: TOLERANCE,
    });
    return isForUs(payload, provider) ? { issuer, subject: payload.sub ?? '' } : null;
  } catch (error) {
    // A provider that does not answer says nothing of the token.
    return error instanceof errors.JOSEError && !UNANSWERED.includes(error.code) ? null : 'unreachable';
  }
}

/** An ID token is for us as well, but whoever has one was not given access. */
function isForUs(claims: JWTPayload, { client, audience = client }: SignInConfig): boolean {
  const { aud, client_id: from, token_use: use } = claims;
  if (claims['nonce'] !== undefined || claims['at_hash'] !== undefined || use === 'id') return false;
  // Cognito names no audience.
  if (aud === undefined) return use === 'access' && from === client;
  return [aud].flat().includes(audience);
}

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
