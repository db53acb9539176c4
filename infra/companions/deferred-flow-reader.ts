/**
 * Replaces `#flow-reader` in the bundles (see bundles/). What reads and runs flows is loaded with the first import or
 * start; lists, exports and other jobs do without it. The file that has read a flow also runs it.
 */
import { join } from 'node:path';

type Reader = typeof import('./flow-reader.ts');

const reader = (): Reader => require(join(__dirname, 'flow-reader.cjs'));

export const parseFlow = (...[json]: Parameters<Reader['parseFlow']>) => reader().parseFlow(json);

export const parseFlows = (...[json, options]: Parameters<Reader['parseFlows']>) => reader().parseFlows(json, options);

export const runFlow = (...[flow, contact, options]: Parameters<Reader['runFlow']>) =>
  reader().runFlow(flow, contact, options);
