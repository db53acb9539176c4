import { type LookupAddress, lookup } from 'node:dns';
import type { Refusal } from '../../domain/refusals/refusal.ts';
import { isPublicAddress } from './public-address.ts';

/** The address that a caller chose is inside a network. */
export class NotPublicError extends Error {}

type LookedUp = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

/** Like `dns.lookup`, but refuses a name if any of its addresses is inside, since the caller picks one of them. */
export function lookupPublic(hostname: string, options: { readonly all?: boolean | undefined }, done: LookedUp): void {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error !== null || first === undefined) return done(error ?? new Error(`No address for ${hostname}`), '');
    if (!addresses.every(({ address }) => isPublicAddress(address))) return done(new NotPublicError(), '');
    return options.all ? done(null, addresses) : done(null, first.address, first.family);
  });
}

/** Why a call failed, without the error's own text, which may tell of the network. `seconds`: how long it waited. */
export function failureOf(error: Error & { readonly code?: string }, seconds: number): Refusal {
  if (error instanceof NotPublicError) return { code: 'url_inside' };
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return { code: 'webhook_no_answer', seconds };
  const known =
    /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|CERT_HAS_EXPIRED|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|ERR_TLS_CERT_ALTNAME_INVALID)$/;
  return error.code !== undefined && known.test(error.code)
    ? { code: 'webhook_unreachable_for', reason: error.code }
    : { code: 'webhook_unreachable' };
}
