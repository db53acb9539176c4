/** What becomes `re2.cjs` beside the bundles that match patterns (see bundles/ and deferred-re2.ts). */
export { RE2JS } from 're2js';
