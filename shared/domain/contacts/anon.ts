import type { ContactId } from '../ids.ts';
import { formatUrn, identityOf } from './urns.ts';

/** What an anonymous workspace shows in place of every path (TextIt 6.3). */
export const MASK = '********';

/**
 * The kind of error that says that another contact has an address. An anonymous workspace shows none: of all contacts to which one number is
 * added, only its owner has no such error (ADR 016).
 */
export const TELLS_OWNER = 'urn:taken';

/** How many errors of each kind, as they are shown. */
export const shownErrors = (errors: Readonly<Record<string, number>>, anon: boolean): Record<string, number> =>
  Object.fromEntries(Object.entries(errors).filter(([kind]) => !anon || kind !== TELLS_OWNER));

/** `tel:********`: the scheme stays, path, channel and display go. */
export const maskUrn = (urn: string): string => {
  const identity = identityOf(urn);
  return formatUrn({ scheme: identity.slice(0, identity.indexOf(':')), path: MASK });
};

/** No I, O, 0 and 1, which people mistake for each other (TextIt 1.3). */
const REF_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const REF_LENGTH = 7;

/**
 * A short code for a contact whose address must not be seen: stable, and opaque to clients. TextIt derives it from an
 * integer id; here it is 35 of the uuid's random bits (its last nine digits), so in a million contacts some 15 pairs share one.
 */
export function refOf(uuid: ContactId): string {
  let rest = Number.parseInt(uuid.slice(-9), 16);
  let code = '';
  for (let i = 0; i < REF_LENGTH; i++) {
    code = REF_ALPHABET.charAt(rest % 32) + code;
    rest = Math.floor(rest / 32);
  }
  return code;
}
