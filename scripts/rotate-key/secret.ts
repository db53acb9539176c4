import { randomInt } from 'node:crypto';
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { instant } from '../../shared/domain/instant.ts';
import type { SecretStore } from '../../shared/services/keys/rotate.ts';

/** Without punctuation, so that no key looks like a list; the stack generates the first key so too. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const LENGTH = 64;

export const newKey = (): string => Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** The secret in Secrets Manager, in the SDK's environment. Earlier versions are kept there as `AWSPREVIOUS`. */
export function openSecret(SecretId: string): SecretStore {
  const client = new SecretsManagerClient({});
  return {
    async read() {
      const { SecretString = '', CreatedDate } = await client.send(new GetSecretValueCommand({ SecretId }));
      if (SecretString === '' || CreatedDate === undefined) throw new Error(`The secret ${SecretId} is empty.`);
      return { value: SecretString, writtenOn: instant(CreatedDate.getTime() * 1000) };
    },
    async write(value) {
      await client.send(new PutSecretValueCommand({ SecretId, SecretString: value }));
    },
  };
}
