import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { light } from '../../data/dynamo/index.ts';
import { SECRET_FRESH_MS, SECRET_KEPT_MS } from '../../domain/keys/rotation.ts';
import type { Config } from '../invocation/config.ts';
import { traced } from './traced.ts';

type Keyed = Pick<Config, 'hmacSecretArn' | 'traces'>;

/**
 * The key that hashes addresses, fetched at the first call and every quarter of an hour, so that a replaced one becomes
 * known (ADR 048). When that fails, the last one is used for as long again.
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
  /** Milliseconds; `tried`: the last attempt to fetch another. */
  readonly fetched: number;
  readonly tried: number;
}

/** A failed fetch is repeated once a minute. */
const AGAIN_MS = 60_000;

const isGood = ({ fetched, tried }: Kept, at: number): boolean =>
  at < fetched + SECRET_FRESH_MS || (at < fetched + SECRET_KEPT_MS && at < tried + AGAIN_MS);

/** The secret with the key of addresses. Throws where none is configured, or when it is empty. */
async function fetchSecret(config: Pick<Config, 'hmacSecretArn' | 'traces'>): Promise<string> {
  const { hmacSecretArn: SecretId } = config;
  if (!SecretId) throw new Error('No HMAC_SECRET_ARN was given.');
  const { SecretString } = await traced(new SecretsManagerClient(light()), config).send(
    new GetSecretValueCommand({ SecretId }),
  );
  if (!SecretString) throw new Error('The address key secret is empty.');
  return SecretString;
}
