import type { WorkspaceId } from '../../domain/ids.ts';
import type { JobPolicy } from '../../domain/jobs/job.ts';
import type { Data } from '../dynamo/index.ts';
import { listPolicyNights } from '../workspace/index.ts';
import { median } from './past-pace.ts';
import { readJob } from './store.ts';

/** Nights that are looked at, and with how few of them nothing is usual yet. */
const LOOKED_AT = 14;
const FEWEST = 3;

/**
 * How many people a step takes in a night that has any, with its present rules: the middle of its last nights.
 * Undefined with fewer than 3. Some 20 read units.
 */
export async function usualNight(
  data: Data,
  workspace: WorkspaceId,
  { uuid, version, stage }: JobPolicy,
): Promise<number | undefined> {
  const nights = await listPolicyNights(data, workspace, uuid, LOOKED_AT);
  const done = nights
    .filter((night) => night.version === version)
    .flatMap(({ stages }) => stages.flatMap((one) => (one.stage === stage && one.job ? one.job : [])));
  const jobs = await Promise.all(done.map((job) => readJob(data, workspace, job)));
  const totals = jobs.flatMap((job) => (job?.status === 'completed' && job.total ? job.total : []));
  return totals.length < FEWEST ? undefined : median(totals);
}
