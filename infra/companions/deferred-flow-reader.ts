/**
 * Takes the place of `#flow-reader` in the bundles (see bundles.ts): the reader of flow definitions, with everything that flows
 * are made of, is a file of its own beside the bundle, which is read with the first import. Lists and exports do without it.
 */
import { join } from 'node:path';

type Reader = typeof import('./flow-reader.ts');

export const parseFlows = (...[json, options]: Parameters<Reader['parseFlows']>) =>
  (require(join(__dirname, 'flow-reader.cjs')) as Reader).parseFlows(json, options);
