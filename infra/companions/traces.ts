/** What becomes `traces.cjs` beside every bundle (see bundles.ts and deferred-traces.ts). */
export { traceCalls } from '../../shared/lambda/traces.ts';
