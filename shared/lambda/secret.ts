import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SECRET_FRESH_MS, SECRET_KEPT_MS } from '../domain/keys/rotation.ts';
import type { Config } from './config.ts';
import { traced } from './traced.ts';

type Keyed = Pick<Config, 'hmacSecretArn' | 'traces'>;

/**
 * The key under which addresses are hashed. It is fetched at the first call, and anew when that is a quarter of an hour ago: so a key that is replaced becomes known
 * (ADR 055). Where it cannot be fetched the last one is good for as long again; then, as at the first call, this throws.
 */
export function openHmacKey(
  config: Keyed,
  fetch: () => Promise<string> = () => fetchSecret(config),
): () => Promise<string> {
  let last: Kept | undefined;
  return () => {
    const at = Date.now();
    const before = last;
    if (before !== undefined && isGood(before, at)) return before.secret;
    const secret = fetch().catch((error: unknown) => {
      const isKept = before !== undefined && at < before.fetched + SECRET_KEPT_MS;
      if (last?.secret === secret) last = isKept ? { ...before, tried: at } : undefined;
      if (isKept) return before.secret;
      throw error;
    });
    last = { secret, fetched: at, tried: at };
    return secret;
  };
}

interface Kept {
  readonly secret: Promise<string>;
  /** In milliseconds, as `tried`: when it was last tried to fetch another. */
  readonly fetched: number;
  readonly tried: number;
}

/** Where it cannot be fetched anew, that is tried once a minute. */
const AGAIN_MS = 60_000;

const isGood = ({ fetched, tried }: Kept, at: number): boolean =>
  at < fetched + SECRET_FRESH_MS || (at < fetched + SECRET_KEPT_MS && at < tried + AGAIN_MS);

async function fetchSecret(config: Keyed): Promise<string> {
  const { hmacSecretArn: SecretId } = config;
  if (!SecretId) throw new Error('No HMAC_SECRET_ARN was given.');
  const { SecretString } = await traced(new SecretsManagerClient({}), config).send(
    new GetSecretValueCommand({ SecretId }),
  );
  if (!SecretString) throw new Error('The address key secret is empty.');
  return SecretString;
}
