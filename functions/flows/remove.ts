import { removeRuns } from '../../shared/data/jobs/index.ts';
import { deleteFlow, removeFlowFields } from '../../shared/data/workspace/index.ts';
import type { FlowId } from '../../shared/domain/ids.ts';
import { noContent, showNothing, write } from '../../shared/lambda/endpoint.ts';
import { notFound } from '../../shared/lambda/errors.ts';
import { requireUuid } from '../../shared/lambda/params.ts';

/** DELETE flows.json: starts that are still under way skip the contacts they have not come to. */
export const removeFlow = write({
  summary: 'Remove a flow',
  params: { uuid: 'the flow' },
  parse: ({ query }) => requireUuid<FlowId>(query, 'uuid'),
  async handle(uuid, { runtime, caller }) {
    if (!(await deleteFlow(runtime.data, caller.workspace, uuid))) throw notFound();
    await removeFlowFields(runtime.data, caller.workspace, uuid);
    await removeRuns(runtime.data, caller.workspace, uuid);
    return noContent();
  },
  replay: showNothing,
});
