// Whether a delivery comes from Dormouse: `header` is `dormouse-signature`, `body` the bytes as they came.
import { createHmac, timingSafeEqual } from 'node:crypto';

export function isFromDormouse(header, body, secret, now = Date.now() / 1000) {
  const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header ?? '') ?? [];
  if (t === undefined || Math.abs(now - Number(t)) > 300) return false;
  const own = createHmac('sha256', secret).update(`${t}.`).update(body).digest();
  return timingSafeEqual(own, Buffer.from(v1, 'hex'));
}
