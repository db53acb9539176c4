import { readRuns } from '../../shared/data/jobs/index.ts';
import { listFlows as readHeads } from '../../shared/data/workspace/index.ts';
import type { FlowId } from '../../shared/domain/ids.ts';
import { endpoint, ok } from '../../shared/lambda/endpoint.ts';
import { newestFirst, PAGING, slicePage } from '../../shared/lambda/page.ts';
import { atTime, byChoice, byUuid, yesOrNo } from '../../shared/lambda/param.ts';
import { flagParam, timeParam, uuidParam } from '../../shared/lambda/params.ts';
import { flowType, NO_RUNS, showFlow } from './present.ts';

/** GET flows.json: newest first; `before` and `after` compare `modified_on` (TextIt 6.8). */
export const getFlows = endpoint({
  summary: 'List flows',
  params: {
    uuid: byUuid('only this flow'),
    type: byChoice(
      ['message', 'voice', 'background', 'survey'],
      'only flows of this type: message, voice, background or survey',
    ),
    archived: yesOrNo('only archived flows, or only others'),
    before: atTime('modified at or before this time'),
    after: atTime('modified at or after this time'),
    ...PAGING,
  },
  parse: ({ query }) => ({
    uuid: uuidParam<FlowId>(query, 'uuid'),
    type: query.type,
    archived: query.archived === undefined ? undefined : flagParam(query, 'archived'),
    before: timeParam(query, 'before'),
    after: timeParam(query, 'after'),
  }),
  async handle({ uuid, type, archived, before, after }, context) {
    const { runtime, caller } = context;
    const flows = (await readHeads(runtime.data, caller.workspace)).filter(
      (flow) =>
        (uuid === undefined || flow.uuid === uuid) &&
        (type === undefined || flowType(flow) === type) &&
        (archived === undefined || flow.archived === archived) &&
        (before === undefined || (before !== null && flow.modifiedOn <= before)) &&
        (after === undefined || (after !== null && flow.modifiedOn >= after)),
    );
    const runs = await readRuns(runtime.data, caller.workspace);
    return ok(
      await slicePage(
        context,
        flows,
        newestFirst(({ createdOn, uuid: id }) => [createdOn, id]),
        (flow) => showFlow(flow, runs.get(flow.uuid) ?? NO_RUNS, context),
      ),
    );
  },
});
