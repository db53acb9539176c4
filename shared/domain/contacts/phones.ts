/**
 * Phone numbers to E.164, as TextIt reads them (1.6), by a port of Google's libphonenumber. Its smallest data set (80
 * KB) tells whether a number is *possible*: its length fits its country.
 */
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** A possible number's E.164 form, read in `country` or with `+`; else sender id or short code; else the text. */
export function normalizePhone(text: string, country: string | null): string {
  const number = bareNumber(text);
  const found = stableE164(number, country) ?? (lacksPlus(number) ? stableE164(`+${number}`, country) : null);
  if (found !== null) return found;
  return /^[0-9a-zA-Z]{3,64}$/.test(number) ? number.toLowerCase() : text;
}

/** The E.164 form of a possible number as written in `country` (null: with its country code), or null. */
export const e164 = (text: string, country: string | null): string | null => readNumber(bareNumber(text), country);

/** Whether a normalised address can be dialled from anywhere, unlike a short code. Other schemes always can. */
export const isDiallable = (urn: string): boolean => {
  const [, path = ''] = /^tel:([^?#]*)/.exec(urn) ?? [];
  return path === '' || readNumber(path, null) !== null;
};

/** A `tel` URN that a spreadsheet made `2.50788E+11`, written out (TextIt 1.6); lost digits stay zeros. */
export const repairNumber = (urn: string): string =>
  urn.replace(
    /^(\s*tel:\s*)(\d+(?:\.\d+)?e\+?\d{1,2})\s*$/i,
    (_, scheme: string, number: string) => `${scheme}${BigInt(Math.trunc(Number(number)))}`,
  );

/** The country of a possible number with `+`, of several with one code the first; null for anything else. */
export function countryOf(text: string): string | null {
  const phone = parsePhoneNumberFromString(bareNumber(text), { extract: false });
  return phone?.isPossible() ? (phone.country ?? phone.getPossibleCountries()[0] ?? null) : null;
}

/** Letters, digits and a leading `+`. */
function bareNumber(text: string): string {
  const bare = text.replace(/[^a-zA-Z\p{Nd}]/gu, '');
  return text.trimStart().startsWith('+') ? `+${bare}` : bare;
}

const lacksPlus = (number: string): boolean =>
  number.length >= 11 && !number.startsWith('0') && !number.startsWith('+');

/** Reading may uncover another trunk prefix (`+82011290`: `+8211290`): three times at most, until stable. */
function stableE164(number: string, country: string | null): string | null {
  let current = readNumber(number, country);
  for (let again = 0; again < 2 && current !== null; again++) current = readNumber(current, country) ?? current;
  return current;
}

function readNumber(number: string, country: string | null): string | null {
  const options = country !== null && isSupportedCountry(country) ? { defaultCountry: country } : {};
  const phone = parsePhoneNumberFromString(byKeypad(number), { ...options, extract: false });
  return phone?.isPossible() ? phone.number : null;
}

/** `1800CABBAGE` by a telephone's keys: at least three digits, then at least three letters. The port lacks this. */
function byKeypad(number: string): string {
  if (!/^\+?\d{3}/.test(number) || !/(?:[a-z].*){3}/i.test(number)) return number;
  return number.replace(/[a-z]/gi, (letter) => KEYPAD.charAt(letter.toLowerCase().charCodeAt(0) - 97));
}

/** The key of each letter from a to z. */
const KEYPAD = '22233344455566677778889999';
