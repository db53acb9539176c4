/**
 * Phone numbers to E.164, as TextIt reads them (1.6), by a port of Google's libphonenumber.
 *
 * With the smallest of its data sets (80 KB against 157): all that is asked is whether a number is *possible*, that is
 * whether its length fits its country, and lengths are in every set. The others add patterns of valid numbers and types.
 */
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/**
 * The E.164 form of a number that is possible, read in `country` or else as one with its `+` forgotten; else a sender id
 * or short code in lower case; else the text as it was, for the caller to refuse.
 */
export function normalizePhone(text: string, country: string | null): string {
  const bare = text.replace(/[^a-zA-Z\p{Nd}]/gu, '');
  const number = text.startsWith('+') ? `+${bare}` : bare;
  const international = number.length >= 11 && !number.startsWith('0') && !number.startsWith('+') ? `+${number}` : null;
  const found = stableE164(number, country) ?? (international && stableE164(international, country));
  if (found) return found;
  return /^[0-9a-zA-Z]{3,64}$/.test(number) ? number.toLowerCase() : text;
}

/** Whether an address that has been normalised is a number that can be dialled from anywhere. Other schemes always can be reached. */
export function isDiallable(urn: string): boolean {
  return !urn.startsWith('tel:') || e164(identityPath(urn), null) !== null;
}

const identityPath = (urn: string): string => urn.slice('tel:'.length).split(/[?#]/, 1)[0] ?? '';

/** Reading a number can uncover another trunk prefix (`+82011290` is `+8211290`): read until it stays, three times at most. */
function stableE164(number: string, country: string | null): string | null {
  let current = e164(number, country);
  for (let again = 0; again < 2 && current !== null; again++) current = e164(current, country) ?? current;
  return current;
}

function e164(number: string, country: string | null): string | null {
  const options = country !== null && isSupportedCountry(country) ? { defaultCountry: country } : {};
  const phone = parsePhoneNumberFromString(dialled(number), { ...options, extract: false });
  return phone?.isPossible() ? phone.number : null;
}

/** `1800CABBAGE` by the letters on a telephone's keys: three digits at least, then three letters at least. The port leaves this out. */
function dialled(number: string): string {
  if (!/^\+?\d{3}/.test(number) || !/(?:[a-z].*){3}/i.test(number)) return number;
  return number.replace(/[a-z]/gi, (letter) => KEYPAD.charAt(letter.toLowerCase().charCodeAt(0) - 97));
}

/** The key of each letter from a to z. */
const KEYPAD = '22233344455566677778889999';
