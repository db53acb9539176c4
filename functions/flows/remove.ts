import { archiveFlow } from '../../shared/data/workspace/index.ts';
import type { FlowId } from '../../shared/domain/ids.ts';
import { unaudited } from '../../shared/lambda/audited.ts';
import { noContent, showNothing, writeEndpoint } from '../../shared/lambda/endpoint.ts';
import { notFound } from '../../shared/lambda/errors.ts';
import { byUuid, required } from '../../shared/lambda/param.ts';
import { requireUuid } from '../../shared/lambda/params.ts';

/** DELETE flows.json archives the flow; importing it restores it. Running starts skip their next slices' contacts. */
export const removeFlow = writeEndpoint({
  summary: 'Archive a flow',
  params: { uuid: required(byUuid('the flow')) },
  parse: ({ query }) => requireUuid<FlowId>(query, 'uuid'),
  async handle(uuid, { runtime, caller, now }) {
    if (!(await archiveFlow(runtime.data, caller.workspace, uuid, now))) throw notFound();
    return noContent();
  },
  audit: unaudited,
  made: 'nothing',
  replay: showNothing,
});
