/** Replaces `#traces` in bundles (bundles/): the X-Ray SDK, 120 KB, is loaded if the deployment traces calls. */
import { join } from 'node:path';

type Traces = typeof import('./traces.ts');

export const traceCalls: Traces['traceCalls'] = (client) =>
  (require(join(__dirname, 'traces.cjs')) as Traces).traceCalls(client);
