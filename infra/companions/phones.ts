/** Becomes `phones.cjs` beside the bundles that read phone numbers (see bundles/). */
export { findPhoneNumbersInText, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
