/**
 * Set by `npm run night` and `npm run test:all`: files in a folder `long`, every engine, ten times the runs of
 * properties, and the numbers of people in README and ADRs.
 */
export const NIGHT = process.env['NIGHT'] === 'true';

/** A number of people (or of anything) at night, and what is enough by day. */
export const atNight = (many: number, { byDay }: { readonly byDay: number }): number => (NIGHT ? many : byDay);
