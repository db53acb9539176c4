/** What becomes `csv.cjs` beside the bundles that read CSV (see bundles/ and deferred-csv.ts). */
export { parse } from 'csv-parse';
