import { deleteFlow, removeFlowFields } from '../../shared/data/workspace/index.ts';
import type { FlowId } from '../../shared/domain/ids.ts';
import { noContent } from '../../shared/lambda/endpoint.ts';
import { notFound } from '../../shared/lambda/errors.ts';
import { legacyEndpoint as endpoint } from '../../shared/lambda/legacy.ts';
import { requireLookup, uuidParam } from '../../shared/lambda/params.ts';

/** DELETE flows.json: starts that are still under way skip the contacts they have not come to. */
export const removeFlow = endpoint({
  summary: 'Remove a flow',
  params: { uuid: 'the flow' },
  async handle({ runtime, caller, query }) {
    requireLookup(query, 'uuid');
    const uuid = uuidParam<FlowId>(query, 'uuid') as FlowId;
    if (!(await deleteFlow(runtime.data, caller.workspace, uuid))) throw notFound();
    await removeFlowFields(runtime.data, caller.workspace, uuid);
    return noContent();
  },
});
