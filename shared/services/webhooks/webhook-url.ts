import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/** Names that only exist inside networks. */
const INSIDE = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|arpa|test|invalid|example|onion)\.?$/;

/**
 * What is wrong with the address of a webhook, or null. It must be `https`, with a public name or address and without a
 * user. What a name leads to is checked at each call.
 *
 * @param toLoopback - whether `http://127.0.0.1` is allowed, for tests on one machine
 */
export function webhookUrlProblem(text: string, toLoopback: boolean): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null) return 'Enter a valid URL.';
  if (toLoopback && url.protocol === 'http:' && url.hostname === '127.0.0.1') return null;
  if (url.protocol !== 'https:') return 'The address must begin with https://.';
  if (url.username !== '' || url.password !== '') return 'The address must not hold a user or password.';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return isPublicAddress(host) ? null : NOT_OUTSIDE;
  if (INSIDE.test(host)) return NOT_OUTSIDE;
  return host.includes('.') ? null : NOT_WHOLE;
}

/** For a name without a dot (`nonsense`), which is more often a slip than a network. */
const NOT_WHOLE = 'The address must have a whole host name, such as https://hooks.example.org.';

export const NOT_OUTSIDE = 'The address must be one of the internet, not of a network inside.';
