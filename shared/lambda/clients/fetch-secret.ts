import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { light } from '../../data/dynamo/index.ts';
import type { Config } from '../invocation/config.ts';
import { traced } from './traced.ts';

/** The secret with the key of addresses. Throws where none is configured, or when it is empty. */
export async function fetchSecret(config: Pick<Config, 'hmacSecretArn' | 'traces'>): Promise<string> {
  const { hmacSecretArn: SecretId } = config;
  if (!SecretId) throw new Error('No HMAC_SECRET_ARN was given.');
  const { SecretString } = await traced(new SecretsManagerClient(light()), config).send(
    new GetSecretValueCommand({ SecretId }),
  );
  if (!SecretString) throw new Error('The address key secret is empty.');
  return SecretString;
}
