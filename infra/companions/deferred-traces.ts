/**
 * Takes the place of `#traces` in the bundles (see bundles/): the X-Ray SDK, 120 KB, is a file of its own beside the bundle, which is read
 * only where the deployment wants calls in its traces.
 */
import { join } from 'node:path';

type Traces = typeof import('./traces.ts');

export const traceCalls: Traces['traceCalls'] = (client) =>
  (require(join(__dirname, 'traces.cjs')) as Traces).traceCalls(client);
