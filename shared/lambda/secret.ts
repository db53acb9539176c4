import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Config } from './config.ts';

/** The key under which addresses are hashed. It is fetched at the first call; after a failure it is fetched again at the next. */
export function openHmacKey({ hmacSecretArn }: Config): () => Promise<string> {
  let fetched: Promise<string> | undefined;
  return () => {
    fetched ??= fetchSecret(hmacSecretArn).catch((error: unknown) => {
      fetched = undefined;
      throw error;
    });
    return fetched;
  };
}

async function fetchSecret(arn: string | undefined): Promise<string> {
  if (!arn) throw new Error('This function was given no HMAC_SECRET_ARN.');
  const { SecretString } = await new SecretsManagerClient({}).send(new GetSecretValueCommand({ SecretId: arn }));
  if (!SecretString) throw new Error('The address key secret is empty.');
  return SecretString;
}
