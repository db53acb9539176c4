import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/** Names that only a network of its own knows. */
const INSIDE = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|arpa|test|invalid|example|onion)\.?$/;

/**
 * What is wrong with the address of a webhook, null when nothing: `https` to a name or address of the internet, without a user in it. What a name
 * leads to is seen when it is called.
 * @param toLoopback - whether `http://127.0.0.1` is taken: on one machine, for tests
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

/** Of a name without a dot, which is a slip more often than a network: `nonsense`. */
const NOT_WHOLE = 'The address must have a whole host name, such as https://hooks.example.org.';

export const NOT_OUTSIDE = 'The address must be one of the internet, not of a network inside.';
