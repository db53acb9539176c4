/** Becomes `consent.cjs` beside the bundles that know properties (see bundles/). */
export { cellMeaning, refuses } from '#consent';
