/** What only the reading of an import's rows needs: a companion of its bundle. */
export { areRanged, beginRanges, rangedSoFar, readNextRange, readOn } from '../ranges/index.ts';
export { openRange } from '../ranges/within-range.ts';
export { makePlan } from './make-plan.ts';
