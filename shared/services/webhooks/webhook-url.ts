import { isIP } from 'node:net';
import type { Refusal } from '../../domain/refusals/refusal.ts';
import { isPublicAddress } from './public-address.ts';

/** Names that only exist inside networks. */
const INSIDE = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|arpa|test|invalid|example|onion)\.?$/;

/** Where webhooks may lead. */
export interface Reach {
  /** Whether `http://127.0.0.1` may be called, for tests on one machine. */
  readonly toLoopback: boolean;
  /** Whether the service may call nobody: a file is only tried. */
  readonly sendsNothing?: boolean;
  /** The service's own hosts, which may not be called; none for sources of imports. */
  readonly own?: readonly string[];
}

/**
 * What is wrong with the address of a webhook, or null. It must be `https`, with a public name or address and without a
 * user; with `toLoopback`, for tests, also `http://127.0.0.1`. What a name leads to is checked at each call. The
 * service's own hosts are refused, since what they are told would be told again.
 */
export function webhookUrlProblem(text: string, { toLoopback, sendsNothing = false, own = [] }: Reach): Refusal | null {
  if (sendsNothing) return { code: 'sends_nothing' };
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null) return { code: 'no_url' };
  if (own.includes(url.host.replace(/\.(?=:|$)/, ''))) return { code: 'url_own' };
  if (toLoopback && url.protocol === 'http:' && url.hostname === '127.0.0.1') return null;
  if (url.protocol !== 'https:') return { code: 'url_not_secure' };
  if (url.username !== '' || url.password !== '') return { code: 'url_with_user' };
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isInside = isIP(host) === 0 ? INSIDE.test(host) : !isPublicAddress(host);
  if (isInside) return { code: 'url_inside' };
  // A name without a dot is a slip more often than a network: `nonsense`.
  return isIP(host) !== 0 || host.includes('.') ? null : { code: 'url_half' };
}
