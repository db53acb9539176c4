import type { JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { areChangesSettled } from '../../domain/jobs/lifecycle.ts';
import { batchGet, type Data } from '../dynamo/index.ts';
import { fromHeader, type JobRecord } from './header.ts';
import { jobKey } from './items.ts';

/**
 * The jobs of which no delivery can change a contact any more: all their slices are closed, they ended two minutes ago,
 * or are gone. Eventually consistent, since no job comes back. 0.5 read units each.
 */
export async function finishedJobs(
  data: Data,
  workspace: WorkspaceId,
  jobs: ReadonlySet<JobId>,
  now: Instant,
): Promise<ReadonlySet<JobId>> {
  const keys = [...jobs].map((job) => jobKey(workspace, job));
  const headers = (await batchGet<Record<string, unknown>>(data, 'workspace', keys)).map(fromHeader);
  const going = new Set(headers.filter((job) => !isOver(job, now)).map(({ uuid }) => uuid));
  return new Set([...jobs].filter((job) => !going.has(job)));
}

const isOver = ({ status, endedOn }: JobRecord, now: Instant): boolean =>
  status === 'completed' || (endedOn !== null && areChangesSettled(endedOn, now));
