import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Config } from './config.ts';
import { traced } from './traced.ts';

type Keyed = Pick<Config, 'hmacSecretArn' | 'traces'>;

/** The key under which addresses are hashed. It is fetched at the first call; after a failure it is fetched again at the next. */
export function openHmacKey(config: Keyed): () => Promise<string> {
  let fetched: Promise<string> | undefined;
  return () => {
    fetched ??= fetchSecret(config).catch((error: unknown) => {
      fetched = undefined;
      throw error;
    });
    return fetched;
  };
}

async function fetchSecret(config: Keyed): Promise<string> {
  const { hmacSecretArn: SecretId } = config;
  if (!SecretId) throw new Error('No HMAC_SECRET_ARN was given.');
  const { SecretString } = await traced(new SecretsManagerClient({}), config).send(
    new GetSecretValueCommand({ SecretId }),
  );
  if (!SecretString) throw new Error('The address key secret is empty.');
  return SecretString;
}
