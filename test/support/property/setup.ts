import fc from 'fast-check';
import { runs } from './runs.ts';

/** Runs of a property that does not say how many it needs. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), numRuns: runs(1_000) });
