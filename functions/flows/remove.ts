import { archiveFlow } from '../../shared/data/workspace/index.ts';
import type { FlowId } from '../../shared/domain/ids.ts';
import { noContent, showNothing, writeEndpoint } from '../../shared/lambda/endpoint.ts';
import { notFound } from '../../shared/lambda/errors.ts';
import { requireUuid } from '../../shared/lambda/params.ts';

/**
 * DELETE flows.json archives the flow, as TextIt's pages do: its runs and starts keep it, and importing it again
 * restores it. Running starts skip the contacts of their next slices; new ones skip all.
 */
export const removeFlow = writeEndpoint({
  summary: 'Archive a flow',
  params: { uuid: 'the flow' },
  parse: ({ query }) => requireUuid<FlowId>(query, 'uuid'),
  async handle(uuid, { runtime, caller, now }) {
    if (!(await archiveFlow(runtime.data, caller.workspace, uuid, now))) throw notFound();
    return noContent();
  },
  made: 'nothing',
  replay: showNothing,
});
