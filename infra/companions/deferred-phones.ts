/** Replaces `libphonenumber-js/min` in bundles (bundles/): 110 KB are loaded with the first number. */
import { join } from 'node:path';

type Phones = typeof import('./phones.ts');

const phones = (): Phones => require(join(__dirname, 'phones.cjs'));

export const isSupportedCountry = (country: string): boolean => phones().isSupportedCountry(country);

export const parsePhoneNumberFromString = (...[text, options]: Parameters<Phones['parsePhoneNumberFromString']>) =>
  phones().parsePhoneNumberFromString(text, options);

export const findPhoneNumbersInText = (...[text, options]: Parameters<Phones['findPhoneNumbersInText']>) =>
  phones().findPhoneNumbersInText(text, options);
