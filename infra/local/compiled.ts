import { join } from 'node:path';

/** Where Node keeps what it has compiled, of this process and of the functions' threads: loading takes most of a start. */
export const COMPILED = join(import.meta.dirname, '../../node_modules/.cache/dormouse/compiled');
