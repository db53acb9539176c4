import { CONFLICT, ContentionError, RACES, retryOnConflict } from '../../data/dynamo/index.ts';
import { askedJobs, createJob, type NewJob, unrunJob, withdrawJob } from '../../data/jobs/index.ts';
import type { JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Job } from '../../domain/jobs/job.ts';
import type { Work } from '../../domain/jobs/kinds/index.ts';
import type { Backend } from '../runtime.ts';
import { newJobId, sendNewJob, sendOnItsWay } from './submit.ts';

/**
 * Submits a job that a caller asks for, with `seed` as its uuid (version 7; null: a new one). Nothing remains and null
 * is returned when the workspace has `most` open ones, which concurrent jobs cannot exceed. Costs 1 read unit more.
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

/** The same for a preview that was just run (`before`: as it was). False: it waits to be run again. */
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
 * Whether a job that was stored as open is within the limit. `list`: the open jobs that count, as of now, oldest first.
 * Each is stored before it counts, so the last to count sees all; later ones give way, and earlier ones look again.
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
