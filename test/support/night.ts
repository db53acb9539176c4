/**
 * Set by `npm run test:all`, which the nightly workflow runs: every engine, ten times the runs of properties, and the
 * numbers of people in README and ADRs.
 */
export const NIGHT = process.env['NIGHT'] === 'true';

/** A number of people (or of anything) at night, and what is enough by day. */
export const atNight = (many: number, { byDay }: { readonly byDay: number }): number => (NIGHT ? many : byDay);
