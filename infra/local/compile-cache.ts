import { join } from 'node:path';

/** Node's compile cache for this process and the functions' threads: loading takes most of a start. */
export const COMPILED =
  process.env['NODE_COMPILE_CACHE'] ?? join(import.meta.dirname, '../../node_modules/.cache/dormouse/compiled');
