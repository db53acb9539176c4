import { type LookupAddress, lookup } from 'node:dns';
import { isPublicAddress } from './public-address.ts';
import { NOT_OUTSIDE } from './webhook-url.ts';

/** The address that a caller chose is inside a network. */
export class NotPublicError extends Error {}

type LookedUp = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

/** Like `dns.lookup`, but refuses a name if any of its addresses is inside, since the caller picks one of them. */
export function lookupPublic(hostname: string, options: { readonly all?: boolean | undefined }, done: LookedUp): void {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error !== null || first === undefined) return done(error ?? new Error(`No address for ${hostname}`), '');
    if (!addresses.every(({ address }) => isPublicAddress(address))) return done(new NotPublicError(NOT_OUTSIDE), '');
    return options.all ? done(null, addresses) : done(null, first.address, first.family);
  });
}

/** Leaves the error's own text out, which may describe the network. */
export function describeFailure(
  error: Error & { readonly code?: string },
  noAnswer = 'It did not answer within 10 seconds.',
): string {
  if (error instanceof NotPublicError) return error.message;
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return noAnswer;
  const known =
    /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|CERT_HAS_EXPIRED|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|ERR_TLS_CERT_ALTNAME_INVALID)$/;
  return error.code !== undefined && known.test(error.code)
    ? `It could not be reached: ${error.code}.`
    : 'It could not be reached.';
}
