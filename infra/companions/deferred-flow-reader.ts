/**
 * Takes the place of `#flow-reader` in the bundles (see bundles/): the reader of flow definitions, with everything that flows
 * are made of and their runs, is a file of its own beside the bundle, which is read with the first import or start of one. Lists, exports
 * and other jobs do without it. A flow is run by the file that has read it.
 */
import { join } from 'node:path';

type Reader = typeof import('./flow-reader.ts');

const reader = (): Reader => require(join(__dirname, 'flow-reader.cjs'));

export const parseFlow = (...[json]: Parameters<Reader['parseFlow']>) => reader().parseFlow(json);

export const parseFlows = (...[json, options]: Parameters<Reader['parseFlows']>) => reader().parseFlows(json, options);

export const runFlow = (...[flow, contact, options]: Parameters<Reader['runFlow']>) =>
  reader().runFlow(flow, contact, options);
