import { getCountries, isSupportedCountry } from 'libphonenumber-js/min';
import * as z from 'zod/mini';
import { says, text } from './schema.ts';

/** The upper-case ISO 3166 code of a country whose phone numbers are known, given in any case; null for none. */
export const countryCode = () =>
  z.nullable(
    text({ min: 2, max: 2, form: { pattern: `^(${getCountries().join('|')})$` } }).check(
      z.refine((code) => isSupportedCountry(code.toUpperCase()), {
        error: ({ input }) => says({ code: 'no_country', value: String(input) }),
      }),
      z.toUpperCase(),
    ),
  );
