/** What only the reading of an import's rows needs: a companion of its bundle. */
export { openRange } from './ranges.ts';
export { planOn, readNextRange } from './steps.ts';
