/**
 * Takes the place of `libphonenumber-js/min` in the bundles (see bundles.ts): library and rules, 110 KB, are a file of their
 * own beside the bundle, which is read with the first number. Many requests come without one, and a start pays for every
 * line that it could need (docs/adr/006-cjs-bundles.md).
 */
import { join } from 'node:path';

type Phones = typeof import('./phones.ts');

const phones = (): Phones => require(join(__dirname, 'phones.cjs'));

export const parsePhoneNumberFromString: Phones['parsePhoneNumberFromString'] = (text, options) =>
  phones().parsePhoneNumberFromString(text, options);

export const isSupportedCountry: Phones['isSupportedCountry'] = (country) => phones().isSupportedCountry(country);
