/** Replaces `#flow-reader` in bundles (bundles/): only imports and starts load flows, from one file for both. */
import { join } from 'node:path';

type Reader = typeof import('./flow-reader.ts');

const reader = (): Reader => require(join(__dirname, 'flow-reader.cjs'));

export const parseFlow = (...[json]: Parameters<Reader['parseFlow']>) => reader().parseFlow(json);

export const parseFlows = (...[json, options]: Parameters<Reader['parseFlows']>) => reader().parseFlows(json, options);

export const runFlow = (...[flow, contact, options]: Parameters<Reader['runFlow']>) =>
  reader().runFlow(flow, contact, options);
