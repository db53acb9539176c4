/** Becomes `csv.cjs` beside the bundles that read CSV (see bundles/). */
export { parse } from 'csv-parse';
