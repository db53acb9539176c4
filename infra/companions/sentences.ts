/** What becomes `sentences.cjs` beside the bundles that answer requests (see bundles/ and deferred-sentences.ts). */
export { sentences } from '../../shared/domain/refusals/sentences.ts';
