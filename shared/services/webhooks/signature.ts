/** Signatures of deliveries, as Standard Webhooks says (https://www.standardwebhooks.com). */
import { createHmac, randomBytes } from 'node:crypto';

/** What proves who sent a delivery, and when. */
interface SignatureHeaders {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

/** A new secret, as the libraries of Standard Webhooks take it. */
export const newWebhookSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

/**
 * The headers of a delivery. A repeated delivery has the same id; with the time nobody can replay one.
 *
 * @param seconds - since 1970
 */
export function signatureHeaders(secret: string, id: string, seconds: number, body: string | Buffer): SignatureHeaders {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.`).update(body).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${signature}` };
}
