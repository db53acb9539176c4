import { listJobsOf } from '../../shared/data/jobs/index.ts';
import { listFlows as readHeads } from '../../shared/data/workspace/index.ts';
import type { FlowId } from '../../shared/domain/ids.ts';
import { isStart } from '../../shared/domain/jobs/kinds/index.ts';
import { sumOf } from '../../shared/domain/jobs/totals.ts';
import { type Context, endpoint, ok } from '../../shared/lambda/endpoint.ts';
import { PAGE_SIZE, slicePage } from '../../shared/lambda/page.ts';
import { flagParam, timeParam, uuidParam } from '../../shared/lambda/params.ts';
import { flowType, NO_RUNS, type Runs, showFlow } from './present.ts';

/** GET flows.json: newest first; `before` and `after` compare `modified_on` (TextIt 6.8). */
export const listFlows = endpoint({
  summary: 'List flows',
  params: {
    uuid: 'only this flow',
    type: 'only flows of this type: message, voice, background or survey',
    archived: 'only archived flows, or only others',
    before: 'modified at or before this time',
    after: 'modified at or after this time',
    cursor: 'which page, as next or previous of another page name it',
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
    const runs = await runsByFlow(context);
    return ok(
      slicePage(
        context,
        flows,
        ({ createdOn, uuid: id }) => [createdOn, id],
        (flow) => showFlow(flow, runs.get(flow.uuid) ?? NO_RUNS),
      ),
    );
  },
});

/** What the starts that are still kept did, flow by flow. */
async function runsByFlow({ runtime, caller }: Context): Promise<ReadonlyMap<FlowId, Runs>> {
  const runs = new Map<FlowId, Runs>();
  let cursor: string | null | undefined;
  do {
    const found = await listJobsOf(runtime.data, caller.workspace, isStart, { limit: PAGE_SIZE, cursor });
    for (const { work, totals } of found.jobs) {
      const { completed, failed } = runs.get(work.flow) ?? NO_RUNS;
      const started = totals.changed + totals.unchanged;
      runs.set(work.flow, {
        completed: completed + started,
        failed: failed + sumOf({ changed: 0, unchanged: 0, skipped: {}, failed: totals.failed }),
      });
    }
    cursor = found.cursor;
  } while (cursor !== null);
  return runs;
}
