// Whether a delivery comes from Dormouse: `headers` as they came, `body` the text as it came, before it is parsed.
import { Webhook } from 'standardwebhooks';

export function isFromDormouse(headers, body, secret) {
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch {
    return false;
  }
}
