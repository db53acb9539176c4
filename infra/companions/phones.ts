/** What becomes `phones.cjs` beside the bundles that read phone numbers (see bundles/ and deferred-phones.ts). */
export { findPhoneNumbersInText, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
