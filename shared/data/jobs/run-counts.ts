/**
 * How many contacts ran through each flow. A slice is counted once, in the transaction that closes it.
 *
 *   J#<workspace>   RUNS#<flow>   { completed, failed }: kept as long as the flow
 */
import type { FlowId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Job, Totals } from '../../domain/jobs/job.ts';
import { isStart } from '../../domain/jobs/kinds/index.ts';
import { NO_TOTALS, sumOf } from '../../domain/jobs/totals.ts';
import { type Data, type Key, put, queryAll, update, type Write } from '../dynamo/index.ts';
import { jobsPk, keptUntil, type RanPart, ranKey } from './items.ts';

/** Runs of a flow that completed, and runs that failed and changed nothing. */
export interface RunCounts {
  readonly completed: number;
  readonly failed: number;
}

const PREFIX = 'RUNS#';
const runsKey = (workspace: WorkspaceId, flow: FlowId) => ({ pk: jobsPk(workspace), sk: `${PREFIX}${flow}` });

/** At the end of a start's slice or part: its counters, and the entry that lists its runs. Empty when none ran. */
export function countRuns(
  job: Job,
  { changed, unchanged, failed }: Totals,
  { slice, now, part }: { readonly slice: number; readonly now: Instant; readonly part: RanPart | null },
): Write[] {
  const runs = { completed: changed + unchanged, failed: sumOf({ ...NO_TOTALS, failed }) };
  if (!isStart(job) || runs.completed + runs.failed === 0) return [];
  const { flow } = job.work;
  const listed = {
    ...ranKey(job.workspace, now, job.uuid, slice),
    flow,
    runs: runs.completed + runs.failed,
    ...(part && { part }),
    ttl: keptUntil(now),
  };
  return [update('workspace', runsKey(job.workspace, flow), { add: runs }), put('workspace', listed)];
}

/** The counters of every flow that ever ran, as of now. 1 read unit for some 35 flows. */
export async function readRuns(data: Data, workspace: WorkspaceId): Promise<ReadonlyMap<FlowId, RunCounts>> {
  const counters = queryAll<Key & RunCounts>(data, {
    table: 'workspace',
    partition: jobsPk(workspace),
    sort: { prefix: PREFIX },
    consistent: true,
  });
  const runs = new Map<FlowId, RunCounts>();
  for await (const { sk, completed, failed } of counters)
    runs.set(sk.slice(PREFIX.length) as FlowId, { completed, failed });
  return runs;
}
