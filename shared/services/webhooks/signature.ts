import { createHmac } from 'node:crypto';

/** The header of a delivery that proves who sent it, and when. */
export const SIGNATURE_HEADER = 'dormouse-signature';

/**
 * `t=<seconds>,v1=<hex>`: HMAC-SHA256 of `<seconds>.<body>`. The time is part of it, so that an old delivery cannot be sent again as a new one.
 * @param seconds - since 1970
 */
export const webhookSignature = (secret: string, seconds: number, body: string | Buffer): string =>
  `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex')}`;
