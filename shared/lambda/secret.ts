import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Config } from './config.ts';

/** The address key: fetched once, when first asked for; a failed fetch is tried again at the next call. */
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
