const { CI, RUNS } = process.env;

/** Runs of a property for which CI makes `many`: that number in CI, a tenth of it elsewhere; `RUNS` times it where that is set. */
export const runs = (many: number): number => Math.ceil(many * Number(RUNS ?? (CI ? 1 : 0.1)));
