/** What becomes `traces.cjs` beside every bundle (see bundles/ and deferred-traces.ts). */
export { traceCalls } from '../../shared/lambda/traces.ts';
