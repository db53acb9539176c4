import type { LookupAddress } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Refusal } from '../../domain/refusals/refusal.ts';
import { errorNamed } from '../../query/error-named.ts';
import { isPublicAddress } from './public-address.ts';

/** The address that a caller chose is inside a network. */
export class NotPublicError extends errorNamed('NotPublicError') {}

type LookedUp = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;
export type Lookup = (hostname: string, options: { readonly all?: boolean | undefined }, done: LookedUp) => void;

/**
 * Like `dns.lookup`, but refuses a name if any of its addresses is inside, since the caller picks one of them. Names
 * are asked of the system's servers or of others, and not by `dns.lookup`: a name without an answer would hold one of
 * its four threads, for whoever calls next.
 */
export function lookupAt(servers: readonly string[] | null, isPublic: (address: string) => boolean): Lookup {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  if (servers !== null) resolver.setServers(servers);
  return (hostname, { all }, done) => {
    const check = (addresses: LookupAddress[]) => {
      const [first] = addresses;
      if (first === undefined) return done(new Error(`No address for ${hostname}`), '');
      if (!addresses.every(({ address }) => isPublic(address))) return done(new NotPublicError(), '');
      return all ? done(null, addresses) : done(null, first.address, first.family);
    };
    addressesOf(resolver, hostname).then(check, (error: Error) => done(error, ''));
  };
}

async function addressesOf(resolver: Resolver, hostname: string): Promise<LookupAddress[]> {
  const version = isIP(hostname);
  if (version !== 0) return [{ address: hostname, family: version }];
  const [four, six] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
  if (four.status === 'rejected' && six.status === 'rejected') throw four.reason;
  const of = (found: typeof four, family: number) =>
    found.status === 'rejected' ? [] : found.value.map((address) => ({ address, family }));
  return [...of(four, 4), ...of(six, 6)];
}

export const lookupPublic = lookupAt(null, isPublicAddress);

/** Why a call failed, without the error's own text, which may tell of the network. `seconds`: how long it waited. */
export function failureOf(error: Error & { readonly code?: string }, seconds: number): Refusal {
  if (error instanceof NotPublicError) return { code: 'url_inside' };
  if (error.name === 'AbortError' || error.name === 'TimeoutError' || error.code === 'ETIMEOUT')
    return { code: 'webhook_no_answer', seconds };
  const known =
    /^(ENOTFOUND|ENODATA|ESERVFAIL|ECONNREFUSED|ECONNRESET|CERT_HAS_EXPIRED|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|ERR_TLS_CERT_ALTNAME_INVALID)$/;
  return error.code !== undefined && known.test(error.code)
    ? { code: 'webhook_unreachable_for', reason: error.code }
    : { code: 'webhook_unreachable' };
}
