/**
 * Takes the place of `libphonenumber-js/min` in the bundles (see bundles/): the library, 110 KB, is a file of its own beside
 * the bundle, which is read with the first number. With it inside, most bundles would be larger than 450 KB.
 */
import { join } from 'node:path';

type Phones = typeof import('./phones.ts');

const phones = (): Phones => require(join(__dirname, 'phones.cjs'));

export const isSupportedCountry = (country: string): boolean => phones().isSupportedCountry(country);

export const parsePhoneNumberFromString = (...[text, options]: Parameters<Phones['parsePhoneNumberFromString']>) =>
  phones().parsePhoneNumberFromString(text, options);

export const findPhoneNumbersInText = (...[text, options]: Parameters<Phones['findPhoneNumbersInText']>) =>
  phones().findPhoneNumbersInText(text, options);
