/** Becomes `re2.cjs` beside the bundles that match patterns (see bundles/). */
export { RE2JS } from 're2js';
