/** What becomes `flow-reader.cjs` beside the bundle that imports flows (see bundles.ts and deferred-flow-reader.ts). */
export { parseFlows } from '../../shared/domain/flows/definition.ts';
