/**
 * Takes the place of `libphonenumber-js/min` in the bundles (see bundles.ts): the same rules and code, the code in the
 * package's own build for engines that know classes, the rules as text until the first number is read. A start pays for
 * 80 KB of object literal, and next to nothing for a text as long.
 */
import {
  type CountryCode,
  isSupportedCountry as isSupported,
  type MetadataJson,
  parsePhoneNumberFromString as parse,
} from 'libphonenumber-js/core/es6';

/** The rules as JSON, which bundles.ts puts here. */
declare const PHONE_RULES: string;

let parsed: MetadataJson | undefined;

function rules(): MetadataJson {
  parsed ??= JSON.parse(PHONE_RULES) as MetadataJson;
  return parsed;
}

type Options = Exclude<Parameters<typeof parse>[1], MetadataJson>;

export const parsePhoneNumberFromString = (text: string, options: Options = {}) => parse(text, options, rules());

export const isSupportedCountry = (country: CountryCode): boolean => isSupported(country, rules());
