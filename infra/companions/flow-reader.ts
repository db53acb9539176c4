/** What becomes `flow-reader.cjs` beside the bundles that import or run flows (see bundles/ and deferred-flow-reader.ts). */
export { parseFlow, parseFlows, runFlow } from '../../shared/domain/flows/definition.ts';
