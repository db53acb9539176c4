import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { light } from '../../data/dynamo/index.ts';
import { traced } from './traced.ts';

/** A secret, as a text. Throws when it is empty. */
export async function fetchSecret(SecretId: string, traces: boolean): Promise<string> {
  const { SecretString } = await traced(new SecretsManagerClient(light()), { traces }).send(
    new GetSecretValueCommand({ SecretId }),
  );
  if (!SecretString) throw new Error(`The secret ${SecretId} is empty.`);
  return SecretString;
}
