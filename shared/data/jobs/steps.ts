/** The steps of a job from status to status: each conditional on the status it starts from, so that of two only one is taken. */
import type { ExportFile } from '../../domain/exports/file.ts';
import type { JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Job, JobFailure, JobStatus } from '../../domain/jobs/job.ts';
import {
  awaitsEnd,
  COMPLETABLE,
  frozenStatus,
  INTERRUPTIBLE,
  isDone,
  PAUSABLE,
  type RunRefusal,
  refuseRun,
} from '../../domain/jobs/lifecycle.ts';
import { pausedFrom, resumedAt, startedAt } from '../../domain/jobs/progress.ts';
import { sumOf } from '../../domain/jobs/totals.ts';
import { beginningOf, type Sending, type WaitRefusal } from '../../domain/jobs/waiting.ts';
import {
  allOf,
  CONFLICT,
  type Condition,
  type Consumed,
  type Data,
  equals,
  oneOf,
  RACES,
  retryOnConflict,
  transact,
  update,
  type Write,
} from '../dynamo/index.ts';
import { type Ending, endingItems } from './ending.ts';
import { keepInput } from './input.ts';
import { type JobRecord, jobKey, lastsUntil } from './items.ts';
import { closeItem, openItem, waitedItems, waitItems } from './open.ts';
import { readJob } from './store.ts';
import { scheduledItems, toldItems } from './told.ts';

type Refused<Reason extends string> = { readonly ok: false; readonly reason: 'missing' | Reason };
type Stepped<Reason extends string> = { readonly ok: true; readonly job: Job; readonly before: Job } | Refused<Reason>;

/**
 * Sends a previewed job on its way, or lets it wait for its time, and makes it an open one; the caller then sends its message. `count` is what the person
 * typed. With the job as it was before.
 */
export async function runJob(
  data: Data,
  workspace: WorkspaceId,
  uuid: JobId,
  given: Sending & { readonly token: string; readonly count: number | null },
): Promise<Stepped<RunRefusal | WaitRefusal>> {
  const before = await readJob(data, workspace, uuid);
  if (before === null) return { ok: false, reason: 'missing' };
  const refusal = refuseRun(before, given);
  if (refusal !== null) return { ok: false, reason: refusal };
  const begins = beginningOf(before, given);
  if ('refusal' in begins) return { ok: false, reason: begins.refusal };
  const { now } = given;
  const job = {
    ...before,
    notBefore: begins.at,
    modifiedOn: now,
    status: frozenStatus(before.frozen, { preview: false, notBefore: begins.at }, now),
  };
  const along = [openItem(job, true), ...waitedItems(before), ...(await timeItems(data, job, now))];
  const run = await moveJob(data, before, ['ready'], timed(job), along);
  return run === null ? { ok: false, reason: 'not_ready' } : { ok: true, job: run, before };
}

/** Takes back that a previewed job was run, before its slices are sent: it waits to be run again, with the same token. */
export async function unrunJob(data: Data, { workspace, uuid }: Job, { notBefore }: Job) {
  return step(data, workspace, uuid, 'not_running' as const, (job) => {
    const ready = { ...job, notBefore, status: 'ready' as const };
    return moveJob(data, job, ['queued', 'waiting'], timed(ready), [
      closeItem(job),
      ...waitedItems(job),
      ...waitItems(ready),
    ]);
  });
}

/** Has a job that waits begin at another time, null: at once. The caller then sends its message. */
export async function setStart(
  data: Data,
  workspace: WorkspaceId,
  uuid: JobId,
  given: Sending,
): Promise<Stepped<'not_waiting' | WaitRefusal>> {
  const before = await readJob(data, workspace, uuid);
  if (before === null) return { ok: false, reason: 'missing' };
  if (before.status !== 'waiting') return { ok: false, reason: 'not_waiting' };
  const begins = beginningOf(before, given);
  if ('refusal' in begins) return { ok: false, reason: begins.refusal };
  if (begins.at === before.notBefore) return { ok: true, job: before, before };
  const { now } = given;
  const job = {
    ...before,
    modifiedOn: now,
    ...(begins.at === null ? { notBefore: now, status: 'queued' as const } : { notBefore: begins.at }),
  };
  const along = [openItem(job, true), ...waitedItems(before), ...(await timeItems(data, job, now))];
  const moved = await moveJob(data, before, ['waiting'], timed(job), along, { also: [asTimed(before)] });
  return moved === null ? { ok: false, reason: 'not_waiting' } : { ok: true, job: moved, before };
}

/** The time of a job that waits has come: it is as if its contacts had been frozen now. Null when it has begun, ended or got another time. */
export const beginJob = (data: Data, job: JobRecord, now: Instant): Promise<JobRecord | null> =>
  moveJob(data, job, ['waiting'], { status: 'queued', modifiedOn: now }, waitedItems(job), { also: [asTimed(job)] });

const asTimed = ({ notBefore }: JobRecord): Condition => equals('notBefore', notBefore);

/** What of a job changes with the time at which it begins: it is kept for as long after that. */
const timed = (job: JobRecord) => ({
  status: job.status,
  modifiedOn: job.modifiedOn,
  notBefore: job.notBefore,
  ttl: lastsUntil(job),
});

const timeItems = async (data: Data, job: JobRecord, now: Instant): Promise<Write[]> =>
  job.status === 'waiting' ? [keepInput(job), ...waitItems(job), ...(await scheduledItems(data, job, now))] : [];

/** Ends a preview that was not run in time; null when it has been run or has ended. */
export async function expireJob(data: Data, job: JobRecord, now: Instant): Promise<Job | null> {
  return endJob(data, job, ['pending', 'ready'], { status: 'interrupted', reason: 'expired', now });
}

/** Workers stop taking slices; those under way are finished. Only while queued or started. */
export async function pauseJob(data: Data, workspace: WorkspaceId, uuid: JobId, now: Instant) {
  return step(data, workspace, uuid, 'not_running' as const, (job) =>
    moveJob(data, job, PAUSABLE, { status: 'paused', modifiedOn: now, ...pausedFrom(job, now) }),
  );
}

/** Goes on with a paused job; the caller then sends its slices (a select message). */
export async function resumeJob(data: Data, workspace: WorkspaceId, uuid: JobId, now: Instant) {
  return step(data, workspace, uuid, 'not_paused' as const, (job) =>
    moveJob(data, job, ['paused'], {
      status: job.startedOn === null ? 'queued' : 'started',
      modifiedOn: now,
      ...resumedAt(job, now),
      turn: job.turn + 1,
    }),
  );
}

/** Ends a job for good; slices under way are finished and still counted. */
export async function interruptJob(data: Data, workspace: WorkspaceId, uuid: JobId, now: Instant) {
  return step(data, workspace, uuid, 'ended' as const, (job) =>
    endJob(data, job, INTERRUPTIBLE, { status: 'interrupted', now }),
  );
}

/** Limits how fast a job goes, or lifts the limit; the caller then has its lanes begin anew, when it runs (a select message). */
export async function setRate(data: Data, workspace: WorkspaceId, uuid: JobId, maxRate: number | null) {
  return step(data, workspace, uuid, 'ended' as const, (job) =>
    moveJob(data, job, INTERRUPTIBLE, { maxRate, turn: job.turn + 1 }),
  );
}

async function step<Reason extends string>(
  data: Data,
  workspace: WorkspaceId,
  uuid: JobId,
  reason: Reason,
  take: (job: JobRecord) => Promise<Job | null>,
): Promise<Stepped<Reason>> {
  const job = await readJob(data, workspace, uuid);
  if (job === null) return { ok: false, reason: 'missing' };
  const stepped = await take(job);
  return stepped === null ? { ok: false, reason } : { ok: true, job: stepped, before: job };
}

/** The first slice of a queued job is taken; returns the job as it then is, also when another worker was first by a moment. */
export async function startJob(data: Data, job: JobRecord, now: Instant): Promise<JobRecord> {
  const started = { status: 'started', modifiedOn: now, ...startedAt(now) } as const;
  await moveJob(data, job, ['queued'], started, await toldItems(data, job, 'job.started', now));
  return { ...job, ...started };
}

/** The contacts of a job could not be selected, however often it was tried; or, from other statuses, what comes at its end could not be done. */
export async function failJob(
  data: Data,
  job: JobRecord,
  reason: JobFailure,
  now: Instant,
  from: readonly JobStatus[] = ['pending'],
): Promise<Job | null> {
  return endJob(data, job, from, { status: 'failed', reason, now });
}

/** Says of a job that it goes on although no slice is closed; null when it no longer runs. */
export const touchJob = (data: Data, job: JobRecord, now: Instant): Promise<JobRecord | null> =>
  moveJob(data, job, PAUSABLE, { modifiedOn: now });

/** What was done at the end of a job, after its slices. */
export interface Finished {
  readonly file: ExportFile;
  readonly capacity: Consumed;
}

/**
 * Ends a job of which every slice is accounted for: `completed` when its numbers add up to its total, else `failed`.
 * One whose end a function has to do waits for that: it is completed with what that has made.
 * Called by each worker that closed a slice, and by the watchdog; all calls but the first change nothing. Returns the job as it is afterwards.
 */
export const completeJob = (
  data: Data,
  workspace: WorkspaceId,
  uuid: JobId,
  now: Instant,
  finished: Finished | null = null,
): Promise<JobRecord | null> =>
  retryOnConflict<JobRecord | null>(RACES, `job ${uuid}`, async () => {
    const job = await readJob(data, workspace, uuid);
    if (job === null || !isDone(job) || (finished === null && awaitsEnd(job))) return job;
    const adds = sumOf(job.totals) === job.total;
    const outcome = adds ? { status: 'completed' as const } : { status: 'failed' as const, reason: 'totals' as const };
    return (await endJob(data, job, COMPLETABLE, { ...outcome, now }, finished)) ?? CONFLICT;
  });

/** What is added to what the job has consumed, and what else must hold of it. */
interface Moving {
  readonly consumed?: Consumed | null;
  readonly also?: readonly Condition[];
}

/** Sets attributes of a job that is in one of some statuses; null when it is in another. A transaction of one, so that it waits its turn behind closing slices. */
async function moveJob(
  data: Data,
  job: JobRecord,
  from: readonly JobStatus[],
  attributes: Partial<
    Pick<
      JobRecord,
      | 'status'
      | 'modifiedOn'
      | 'startedOn'
      | 'endedOn'
      | 'reason'
      | 'checkpoints'
      | 'paused'
      | 'turn'
      | 'maxRate'
      | 'file'
      | 'notBefore'
    >
  > & { readonly ttl?: number },
  along: readonly Write[] = [],
  { consumed = null, also = [] }: Moving = {},
): Promise<JobRecord | null> {
  const key = jobKey(job.workspace, job.uuid);
  const moved = update(
    'workspace',
    key,
    { set: attributes, ...(consumed && { add: { ...consumed } }) },
    allOf(oneOf('status', from), ...also),
  );
  const written = await transact(data, [moved, ...along]);
  return written.ok ? { ...job, ...attributes } : null;
}

async function endJob(
  data: Data,
  job: JobRecord,
  from: readonly JobStatus[],
  ending: Ending & { readonly reason?: JobFailure },
  finished: Finished | null = null,
) {
  const { status, reason, now } = ending;
  const ended = {
    ...{ status, modifiedOn: now, endedOn: now },
    ...(reason !== undefined && { reason }),
    ...(finished && { file: finished.file }),
  };
  return moveJob(data, job, from, ended, await endingItems(data, job, ending), {
    consumed: finished?.capacity ?? null,
  });
}

/** Remembers that the watchdog sent a job's messages again, in a new turn; false when another watchdog just did. */
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
