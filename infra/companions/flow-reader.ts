/** Becomes `flow-reader.cjs` beside the bundles that import or run flows (see bundles/). */
export { parseFlow, parseFlows, runFlow } from '../../shared/domain/flows/definition.ts';
