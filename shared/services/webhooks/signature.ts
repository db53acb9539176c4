import { createHmac } from 'node:crypto';

/** The header that proves who sent a delivery, and when. */
export const SIGNATURE_HEADER = 'dormouse-signature';

/** `t=<seconds since 1970>,v1=<hex>`: HMAC-SHA256 of `<seconds>.<body>`; with the time nobody can replay a delivery. */
export const webhookSignature = (secret: string, seconds: number, body: string | Buffer): string =>
  `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex')}`;
