/**
 * What becomes `phones.cjs` beside the bundles that read phone numbers (see bundles.ts and deferred-phones.ts):
 * libphonenumber in the package's own build for engines that know classes, with the smallest of its sets of rules.
 */
import {
  type CountryCode,
  isSupportedCountry as isSupported,
  type MetadataJson,
  parsePhoneNumberFromString as parse,
} from 'libphonenumber-js/core/es6';

/** The rules as JSON, which bundles.ts puts here: quicker to read than an object literal as long. */
declare const PHONE_RULES: string;

const rules = JSON.parse(PHONE_RULES) as MetadataJson;

type Options = Exclude<Parameters<typeof parse>[1], MetadataJson>;

export const parsePhoneNumberFromString = (text: string, options: Options = {}) => parse(text, options, rules);

export const isSupportedCountry = (country: CountryCode): boolean => isSupported(country, rules);
