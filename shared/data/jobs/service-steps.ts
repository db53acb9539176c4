/** The steps that the service itself takes with a job; those of people are in `caller-steps.ts`. */
import type { JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { AwaitedStage, Job, JobFailure, JobStatus } from '../../domain/jobs/job.ts';
import { awaitsEnd, COMPLETABLE, isDone, PAUSABLE } from '../../domain/jobs/lifecycle.ts';
import { startedAt } from '../../domain/jobs/progress.ts';
import { sumOf } from '../../domain/jobs/totals.ts';
import { CONFLICT, type Data, equals, isPresent, RACES, retryOnConflict, transact, update } from '../dynamo/index.ts';
import { changeJobStatus, endJob, type Finished, isUnmovedTime, isUnmovedTurn } from './change-status.ts';
import type { JobRecord } from './header.ts';
import { jobKey } from './items.ts';
import { waitedItems } from './open-jobs.ts';
import { stepOutboxItems } from './step-outbox.ts';
import { readJob } from './store.ts';

/** Begins a waiting job whose time has come. Null when it has begun, ended, or got another time or rate. */
export const beginJob = (data: Data, job: JobRecord, now: Instant): Promise<JobRecord | null> =>
  changeJobStatus(data, job, ['waiting'], { status: 'queued', modifiedOn: now }, waitedItems(job), {
    also: [isUnmovedTime(job), isUnmovedTurn(job)],
  });

/** Ends a preview that was not run in time; null when it was run or has ended. */
export async function expireJob(data: Data, job: JobRecord, now: Instant): Promise<Job | null> {
  return endJob(data, job, ['pending', 'ready'], { status: 'interrupted', reason: 'expired', now });
}

/** Takes the first slice of a queued job; returns the job, also when another worker was faster. */
export async function startJob(data: Data, job: JobRecord, now: Instant): Promise<JobRecord> {
  const started = { status: 'started', modifiedOn: now, ...startedAt(now) } as const;
  await changeJobStatus(data, job, ['queued'], started, await stepOutboxItems(data, job, 'job.started', now));
  return { ...job, ...started };
}

/** Adds write units of what a job needs besides its slices. */
export async function addFollows(data: Data, { workspace, uuid }: Job, follows: number): Promise<void> {
  await transact(data, [update('workspace', jobKey(workspace, uuid), { add: { follows } }, isPresent)]);
}

/** Fails a job whose contacts could not be selected, or whose last step could not be done. */
export async function failJob(
  data: Data,
  job: JobRecord,
  reason: JobFailure,
  now: Instant,
  from: readonly JobStatus[] = ['pending'],
): Promise<Job | null> {
  return endJob(data, job, from, { status: 'failed', reason, now });
}

/** Records that a job goes on although no slice is closed; null when it no longer runs. */
export const touchJob = (
  data: Data,
  job: JobRecord,
  now: Instant,
  from: readonly JobStatus[] = PAUSABLE,
): Promise<JobRecord | null> => changeJobStatus(data, job, from, { modifiedOn: now });

/** Says what a running job waits for, or with null that it goes on; does nothing when it says so already. */
export async function holdJob(
  data: Data,
  job: JobRecord,
  waitingFor: AwaitedStage | null,
  now: Instant,
): Promise<void> {
  if ((job.waitingFor ?? null) !== waitingFor)
    await changeJobStatus(data, job, PAUSABLE, { waitingFor, modifiedOn: now });
}

/**
 * Ends a job whose slices are accounted for: `completed` when its numbers add up, else `failed`; with a last step only
 * when that completes it. Of many calls one changes something. Returns the job; as it is when `mayEnd` refuses.
 */
export const completeJob = (
  data: Data,
  workspace: WorkspaceId,
  uuid: JobId,
  now: Instant,
  finished: Finished | null = null,
  mayEnd: (job: JobRecord) => Promise<boolean> = always,
): Promise<JobRecord | null> =>
  retryOnConflict<JobRecord | null>(RACES, `job ${uuid}`, async () => {
    const job = await readJob(data, workspace, uuid);
    if (job === null || !isDone(job) || (finished === null && awaitsEnd(job)) || !(await mayEnd(job))) return job;
    const adds = sumOf(job.totals) === job.total;
    const outcome = adds ? { status: 'completed' as const } : { status: 'failed' as const, reason: 'totals' as const };
    return (await endJob(data, job, COMPLETABLE, { ...outcome, now }, finished)) ?? CONFLICT;
  });

const always = async (): Promise<boolean> => true;

/** Records that the watchdog resent a job's messages, in a new turn; false when another watchdog just did. */
export async function nudgeJob(
  data: Data,
  { workspace, uuid, nudges, turn }: JobRecord,
  now: Instant,
): Promise<boolean> {
  const nudged = { set: { nudges: nudges + 1, nudgedOn: now, turn: turn + 1 } };
  const written = await transact(data, [
    update('workspace', jobKey(workspace, uuid), nudged, equals('nudges', nudges)),
  ]);
  return written.ok;
}
