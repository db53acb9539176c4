import fc from 'fast-check';

const { CI, RUNS } = process.env;

/** Runs of a property for which CI makes `many`: that number in CI, a tenth of it elsewhere; `RUNS` times it where that is set. */
export const runs = (many: number): number => Math.ceil(many * Number(RUNS ?? (CI ? 1 : 0.1)));

/**
 * CI tries the same cases each time, so that what it refuses is what has changed since; everywhere else, and wherever `RUNS` is set, others each time.
 * Here, because whoever has a property reads this file.
 */
if (CI && RUNS === undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_261_126 });
