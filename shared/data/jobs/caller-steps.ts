/** The steps that people take with a job. Each is conditional on the status it starts from, so that one of two wins. */
import type { ApprovalSettings } from '../../domain/approvals.ts';
import type { Hopping } from '../../domain/bus/webhook.ts';
import type { JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { askerOf } from '../../domain/jobs/approval.ts';
import type { Job } from '../../domain/jobs/job.ts';
import { frozenStatus, INTERRUPTIBLE, PAUSABLE, refuseRun } from '../../domain/jobs/lifecycle.ts';
import { pausedFrom, resumedAt } from '../../domain/jobs/progress.ts';
import { beginningOf, type Sending } from '../../domain/jobs/scheduled-start.ts';
import type { Refusal } from '../../domain/refusals/refusal.ts';
import type { Actor } from '../../domain/workspace.ts';
import { CONFLICT, type Data, isPresent, RACES, retryOnConflict, update, type Write, write } from '../dynamo/index.ts';
import { changeJobStatus, endJob, isUnmovedTime, isUnmovedTurn } from './change-status.ts';
import type { JobRecord } from './header.ts';
import { keepInput } from './input.ts';
import { jobKey, lastsUntil } from './items.ts';
import { closeItem, openItem, waitedItems, waitItems } from './open-jobs.ts';
import { awaitingItems, secondLook } from './second-look.ts';
import { scheduledItems } from './step-outbox.ts';
import { readJob } from './store.ts';

export type Stepped =
  | { readonly ok: true; readonly job: Job; readonly before: Job }
  | { readonly ok: false; readonly refusal: Refusal };

type Reason =
  | 'not_found'
  | 'preview_not_ready'
  | 'not_running'
  | 'not_paused'
  | 'not_waiting'
  | 'job_ended'
  | 'not_awaiting'
  | 'approval_expired';

export const refused = (code: Reason): Stepped => ({ ok: false, refusal: { code } });

/** Who runs a preview, and what proves that they have seen it. */
interface Running extends Sending {
  /** Whoever made it, when left out. */
  readonly by?: Actor;
  readonly settings: Sending['settings'] & ApprovalSettings;
  readonly token: string;
  readonly count: number | null;
}

/**
 * Starts a previewed job, or lets it wait for a second person or for its time; the caller then sends its message.
 * Returns it with the job as it was before. `count`: what the person typed to confirm.
 */
export async function runJob(data: Data, workspace: WorkspaceId, uuid: JobId, given: Running): Promise<Stepped> {
  const before = await readJob(data, workspace, uuid);
  if (before === null) return refused('not_found');
  const refusal = refuseRun(before, given);
  if (refusal !== null) return { ok: false, refusal };
  const begins = beginningOf(before, given);
  if ('refusal' in begins) return { ok: false, refusal: begins.refusal };
  const { now, by = askerOf(before), settings } = given;
  const { approval, takeBack } = await secondLook(data, before, { contacts: before.frozen, by, settings, now });
  const begun = frozenStatus(before.frozen, { preview: false, notBefore: begins.at }, now);
  const status = approval && begun !== 'completed' ? 'awaiting_approval' : begun;
  const job = { ...before, approval, notBefore: begins.at, modifiedOn: now, status };
  const timing = status === 'awaiting_approval' ? awaitingItems : timeItems;
  const along = [openItem(job, true), ...waitedItems(before), ...(await timing(data, job, now))];
  const moved = { ...timed(job), ...(approval && { approval }) };
  const run = await changeJobStatus(data, before, ['ready'], moved, along);
  if (run !== null) return { ok: true, job: run, before };
  await takeBack();
  return refused('preview_not_ready');
}

/** Undoes the start of a previewed job before its slices are sent; it waits to be run again, with the same token. */
export async function unrunJob(data: Data, { workspace, uuid }: Job, { notBefore }: Job) {
  return step(data, workspace, uuid, 'not_running', (job) => {
    const ready = { ...job, notBefore, status: 'ready' as const };
    return changeJobStatus(data, job, ['queued', 'waiting', 'awaiting_approval'], { ...timed(ready), approval: null }, [
      closeItem(job),
      ...waitedItems(job),
      ...waitItems(ready),
    ]);
  });
}

/** Sets when a waiting job begins; null: at once. The caller then sends its message. */
export async function setStart(data: Data, workspace: WorkspaceId, uuid: JobId, given: Sending): Promise<Stepped> {
  const before = await readJob(data, workspace, uuid);
  if (before === null) return refused('not_found');
  if (before.status !== 'waiting') return refused('not_waiting');
  const begins = beginningOf(before, given);
  if ('refusal' in begins) return { ok: false, refusal: begins.refusal };
  if (begins.at === before.notBefore) return { ok: true, job: before, before };
  const { now } = given;
  const job = {
    ...before,
    modifiedOn: now,
    ...(begins.at === null ? { notBefore: now, status: 'queued' as const } : { notBefore: begins.at }),
  };
  const along = [openItem(job, true), ...waitedItems(before), ...(await timeItems(data, job, now))];
  const moved = await changeJobStatus(data, before, ['waiting'], timed(job), along, { also: [isUnmovedTime(before)] });
  return moved === null ? refused('not_waiting') : { ok: true, job: moved, before };
}

/** A job is kept for a fixed time after it begins, so both change together. */
export const timed = (job: JobRecord) => ({
  status: job.status,
  modifiedOn: job.modifiedOn,
  notBefore: job.notBefore,
  ttl: lastsUntil(job),
});

export const timeItems = async (data: Data, job: JobRecord, now: Instant): Promise<Write[]> =>
  job.status === 'waiting' ? [keepInput(job), ...waitItems(job), ...(await scheduledItems(data, job, now))] : [];

/** Pauses a queued or started job: workers finish the slices they have and take no more. */
export async function pauseJob(data: Data, workspace: WorkspaceId, uuid: JobId, now: Instant) {
  return step(data, workspace, uuid, 'not_running', (job) =>
    changeJobStatus(data, job, PAUSABLE, { status: 'paused', modifiedOn: now, ...pausedFrom(job, now) }),
  );
}

/** Resumes a paused job; the caller then sends its slices (a select message). */
export async function resumeJob(data: Data, workspace: WorkspaceId, uuid: JobId, now: Instant) {
  return step(data, workspace, uuid, 'not_paused', (job) =>
    changeJobStatus(data, job, ['paused'], {
      status: job.startedOn === null ? 'queued' : 'started',
      modifiedOn: now,
      ...resumedAt(job, now),
      turn: job.turn + 1,
    }),
  );
}

/** Ends a job for good; slices in progress are finished and counted. */
export async function interruptJob(data: Data, workspace: WorkspaceId, uuid: JobId, now: Instant) {
  return step(data, workspace, uuid, 'job_ended', (job) =>
    endJob(data, job, INTERRUPTIBLE, { status: 'interrupted', now }),
  );
}

/** Sets or lifts a job's limit; the caller restarts a running job's lanes. Fails when it has begun since read. */
export const setRate = (data: Data, workspace: WorkspaceId, uuid: JobId, maxRate: number | null): Promise<Stepped> =>
  retryOnConflict<Stepped>(RACES, `job ${uuid}`, async () => {
    const job = await readJob(data, workspace, uuid);
    if (job === null) return refused('not_found');
    if (!INTERRUPTIBLE.includes(job.status)) return refused('job_ended');
    const changed = { maxRate, turn: job.turn + 1 };
    const moved = await changeJobStatus(data, job, [job.status], changed, [], { also: [isUnmovedTurn(job)] });
    return moved === null ? CONFLICT : { ok: true, job: moved, before: job };
  });

/** What a job does from now on came from as many deliveries as its step, if those are more. No write otherwise. */
export async function raiseHops(data: Data, { workspace, uuid, hops: before = 0 }: Job, { hops = 0 }: Hopping) {
  if (hops > before) await write(data, update('workspace', jobKey(workspace, uuid), { set: { hops } }, isPresent));
}

async function step(
  data: Data,
  workspace: WorkspaceId,
  uuid: JobId,
  reason: Reason,
  take: (job: JobRecord) => Promise<Job | null>,
): Promise<Stepped> {
  const job = await readJob(data, workspace, uuid);
  if (job === null) return refused('not_found');
  const stepped = await take(job);
  return stepped === null ? refused(reason) : { ok: true, job: stepped, before: job };
}
