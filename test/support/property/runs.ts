import fc from 'fast-check';
import { NIGHT } from '../night.ts';

const { CI, RUNS, SEED } = process.env;

/** Runs of a property for which the night makes `many`: a tenth of it by day; `RUNS` times `many` where that is set. */
export const runs = (many: number): number => Math.ceil(many * Number(RUNS ?? (NIGHT ? 1 : 0.1)));

/**
 * CI tries the same cases each day, so that a failure is about the latest change. At night, and anywhere else, each run
 * tries others, unless `SEED` is set. It is here because every property imports this file.
 */
const seed = SEED ?? (CI && !NIGHT && RUNS === undefined ? 20_261_126 : undefined);
if (seed !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });
