import type { Config } from '../invocation/config.ts';
import { fetchSecret } from './fetch-secret.ts';
import { keepSecret } from './kept-secret.ts';

/** The key that hashes addresses. Throws where none is configured. */
export const openHmacKey = ({ hmacSecretArn: arn, traces }: Pick<Config, 'hmacSecretArn' | 'traces'>) =>
  keepSecret(async () => {
    if (!arn) throw new Error('No HMAC_SECRET_ARN was given.');
    return fetchSecret(arn, traces);
  });
