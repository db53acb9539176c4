/**
 * How many contacts ran through each flow: counters, so that a list of flows need not go through all starts there ever were.
 *
 *   J#<workspace>   RUNS#<flow>   { completed, failed }: kept as long as the flow
 *
 * A slice is counted in the transaction that closes it, hence once.
 */
import type { FlowId, WorkspaceId } from '../../domain/ids.ts';
import type { Job, Totals } from '../../domain/jobs/job.ts';
import { isStart } from '../../domain/jobs/kinds/index.ts';
import { NO_TOTALS, sumOf } from '../../domain/jobs/totals.ts';
import { type Data, type Key, queryAll, update, type Write } from '../dynamo/index.ts';
import { jobsPk } from './items.ts';

/** Runs of a flow that came to their end, and those that failed and changed nothing. */
export interface Runs {
  readonly completed: number;
  readonly failed: number;
}

const PREFIX = 'RUNS#';
const runsKey = (workspace: WorkspaceId, flow: FlowId) => ({ pk: jobsPk(workspace), sk: `${PREFIX}${flow}` });

/** What is written with the end of a slice of a start; nothing when no contact of it ran, and for other jobs. */
export function countRuns(job: Job, { changed, unchanged, failed }: Totals): Write[] {
  const runs = { completed: changed + unchanged, failed: sumOf({ ...NO_TOTALS, failed }) };
  if (!isStart(job) || runs.completed + runs.failed === 0) return [];
  return [update('workspace', runsKey(job.workspace, job.work.flow), { add: runs })];
}

/** The counters of every flow that ever ran, as of now. 1 read unit for some 35 flows. */
export async function readRuns(data: Data, workspace: WorkspaceId): Promise<ReadonlyMap<FlowId, Runs>> {
  const counters = queryAll<Key & Runs>(data, {
    table: 'workspace',
    partition: jobsPk(workspace),
    sort: { prefix: PREFIX },
    consistent: true,
  });
  const runs = new Map<FlowId, Runs>();
  for await (const { sk, completed, failed } of counters)
    runs.set(sk.slice(PREFIX.length) as FlowId, { completed, failed });
  return runs;
}
