/**
 * Set by `npm run night` and `npm run test:all`: files in a folder `long`, every engine, ten times the runs of
 * properties, and the numbers of people in README and ADRs.
 */
export const NIGHT = process.env['NIGHT'] === 'true';

/** Each mutant is met by a tenth of the people, and by fewer runs of properties (test/mutation). */
const PART = Math.min(1, Math.max(0.1, Number(process.env['RUNS'] ?? 1)));

/** A number of people (or of anything) at night, and what is enough by day. */
export const atNight = (many: number, { byDay }: { readonly byDay: number }): number =>
  NIGHT ? many : Math.ceil(byDay * PART);
