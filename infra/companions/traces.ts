/** Becomes `traces.cjs` beside every bundle (see bundles/). */
export { traceCalls } from '../../shared/lambda/traces.ts';
