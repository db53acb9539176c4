import type { ContactId } from '../ids.ts';
import { formatUrn, identityOf } from './urns.ts';

/** Shown by an anonymous workspace in place of every path (TextIt 6.3). */
export const MASK = '********';

/** The error of an address that another contact has. An anonymous workspace hides it, and so the owner (ADR 048). */
export const TELLS_OWNER = 'urn:taken';

/** The numbers of errors by kind, as they are shown. */
export const shownErrors = (errors: Readonly<Record<string, number>>, anon: boolean): Record<string, number> =>
  Object.fromEntries(Object.entries(errors).filter(([kind]) => !anon || kind !== TELLS_OWNER));

/** `tel:********`: the scheme without path, channel and display. */
export const maskUrn = (urn: string): string => {
  const identity = identityOf(urn);
  return formatUrn({ scheme: identity.slice(0, identity.indexOf(':')), path: MASK });
};

/** Without I, O, 0 and 1, which people confuse (TextIt 1.3). */
const REF_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const REF_LENGTH = 7;

/** A short opaque code for a contact with a hidden address: 35 random bits; of a million some 15 pairs share one. */
export function refOf(uuid: ContactId): string {
  let rest = Number.parseInt(uuid.slice(-9), 16);
  let code = '';
  for (let i = 0; i < REF_LENGTH; i++) {
    code = REF_ALPHABET.charAt(rest % 32) + code;
    rest = Math.floor(rest / 32);
  }
  return code;
}
