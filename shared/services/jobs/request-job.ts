import { CONFLICT, ContentionError, RACES, retryOnConflict } from '../../data/dynamo/index.ts';
import { askedJobs, createJob, type NewJob, unrunJob, withdrawJob } from '../../data/jobs/index.ts';
import type { JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Job } from '../../domain/jobs/job.ts';
import type { Work } from '../../domain/jobs/kinds/index.ts';
import type { Backend } from '../runtime.ts';
import { newJobId, sendNewJob, sendOnItsWay } from './submit.ts';

/**
 * Submits a job that a caller asks for, unless the workspace has its limit of open ones: then nothing remains of it,
 * and this returns null. Concurrent jobs cannot exceed the limit. Costs 1 read unit more.
 *
 * @param seed - its uuid, of version 7; a new one when null
 * @param most - open jobs that the workspace may have
 */
export async function requestJob<W extends Work>(
  backend: Backend,
  workspace: WorkspaceId,
  { seed, ...input }: Omit<NewJob<W>, 'uuid' | 'asked'> & { readonly seed: string | null },
  most: number,
): Promise<Job<W> | null> {
  const uuid = (seed ?? newJobId(input.now)) as JobId;
  const job = await createJob(backend.data, workspace, { ...input, uuid, asked: true });
  if (!(await staysOpen(job, () => asked(backend, job), most)) && (await withdrawJob(backend.data, job))) return null;
  await sendNewJob(backend, job);
  return job;
}

/**
 * The same for a preview that was just run: it is started, or waits to be run again and this returns false.
 *
 * @param before - the job before that
 */
export async function runPreview(
  backend: Backend,
  { job, before }: { readonly job: Job; readonly before: Job },
  { most, now }: { readonly most: number; readonly now: Instant },
): Promise<boolean> {
  const stays = await staysOpen(job, () => asked(backend, job), most);
  if (!stays && (await unrunJob(backend.data, job, before)).ok) return false;
  await sendOnItsWay(backend, job, now);
  return true;
}

const asked = ({ data }: Backend, { workspace }: Job): Promise<readonly JobId[]> =>
  askedJobs(data, workspace, { consistent: true });

/**
 * Whether a job that was stored as open is within the limit. Each job is stored before it counts, so the last to count
 * sees all; later ones give way, and earlier ones look again until those have gone.
 *
 * @param list - the open jobs that count, with this one, as of now, oldest first
 */
export async function staysOpen(
  { workspace, uuid }: Job,
  list: () => Promise<readonly JobId[]>,
  most: number,
): Promise<boolean> {
  try {
    return await retryOnConflict<boolean>(RACES, `the open jobs of ${workspace}`, async () => {
      const open = await list();
      if (open.length <= most) return true;
      return open.indexOf(uuid) < most ? CONFLICT : false;
    });
  } catch (error) {
    if (error instanceof ContentionError) return false;
    throw error;
  }
}
