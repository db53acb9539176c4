/** What a second person, or the clock, decides about a job that waits for an approval. */
import type { JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { isApprovalExpired } from '../../domain/jobs/approval.ts';
import type { ApprovalDecision, Job } from '../../domain/jobs/job.ts';
import { typeOf } from '../../domain/jobs/kinds/index.ts';
import { frozenStatus } from '../../domain/jobs/lifecycle.ts';
import { beginningOf, type Sending } from '../../domain/jobs/scheduled-start.ts';
import type { Data } from '../dynamo/index.ts';
import { decidedItems } from '../limits/index.ts';
import { auditItem } from '../workspace/index.ts';
import { refused, type Stepped, timed, timeItems } from './caller-steps.ts';
import { changeJobStatus, endItems, endJob } from './change-status.ts';
import type { JobRecord } from './header.ts';
import { openItem, waitedItems } from './open-jobs.ts';
import { stepOutboxItems } from './step-outbox.ts';
import { readJob } from './store.ts';

interface Deciding {
  readonly by: ApprovalDecision['by'];
  readonly note: string | null;
}

type Found = JobRecord & { readonly approval: NonNullable<Job['approval']> };

/** The job, if a second person can decide about it now. */
async function findAwaiting(data: Data, workspace: WorkspaceId, uuid: JobId, now: Instant): Promise<Found | Stepped> {
  const job = await readJob(data, workspace, uuid);
  if (job === null) return refused('not_found');
  if (isApprovalExpired(job, now)) return refused('approval_expired');
  const { status, approval } = job;
  return status === 'awaiting_approval' && approval ? { ...job, approval } : refused('not_awaiting');
}

/**
 * Lets a job begin with the contacts that were frozen, at once or at its time; a deletion waits from now on as long as
 * its workspace says. The caller then sends its message. `count`: what the person typed, which may be left out.
 */
export async function approveJob(
  data: Data,
  workspace: WorkspaceId,
  uuid: JobId,
  { by, note, count, ...sending }: Deciding & Omit<Sending, 'notBefore'> & { readonly count: number | null },
): Promise<Stepped> {
  const { now } = sending;
  const before = await findAwaiting(data, workspace, uuid, now);
  if ('ok' in before) return before;
  if (count !== null && count !== before.total) return { ok: false, refusal: { code: 'preview_changed' } };
  const begins = beginningOf(before, sending);
  if ('refusal' in begins) return { ok: false, refusal: begins.refusal };
  const status = frozenStatus(before.frozen, { preview: false, notBefore: begins.at }, now);
  const decision: ApprovalDecision = { says: 'approved', by, on: now, note };
  const approval = { ...before.approval, decision };
  const job = { ...before, approval, notBefore: begins.at, modifiedOn: now, status };
  const along = [
    openItem(job, true),
    ...waitedItems(before),
    ...decidedItems({ workspace, limits: before.policy?.limits ?? [], now }),
    ...(await timeItems(data, job, now)),
    ...(await stepOutboxItems(data, job, 'job.approved', now)),
  ];
  const approved = await changeJobStatus(data, before, ['awaiting_approval'], { ...timed(job), approval }, along);
  return approved === null ? refused('not_awaiting') : { ok: true, job: approved, before };
}

/** Ends a job that a second person does not want. */
export async function declineJob(
  data: Data,
  workspace: WorkspaceId,
  uuid: JobId,
  { by, note, now }: Deciding & { readonly now: Instant },
): Promise<Stepped> {
  const before = await findAwaiting(data, workspace, uuid, now);
  if ('ok' in before) return before;
  const approval = { ...before.approval, decision: { says: 'declined', by, on: now, note } } as const;
  const ending = { status: 'interrupted', reason: 'declined', approval, now } as const;
  const declined = await endJob(data, before, ['awaiting_approval'], ending);
  return declined === null ? refused('not_awaiting') : { ok: true, job: declined, before };
}

/** Ends a job that nobody has approved in time, and says so in the audit log; null when somebody was faster. */
export async function expireApproval(data: Data, job: JobRecord, now: Instant): Promise<Job | null> {
  const ended = { status: 'interrupted', reason: 'unapproved', modifiedOn: now, endedOn: now } as const;
  const details = { type: typeOf(job), total: job.total };
  const note = { kind: 'job.approval_expired', about: job.uuid, details } as const;
  const told = auditItem(job.workspace, note, { at: now, by: null, from: '' });
  const items = await endItems(data, job, { status: 'interrupted', now });
  return changeJobStatus(data, job, ['awaiting_approval'], ended, [...items, told]);
}
