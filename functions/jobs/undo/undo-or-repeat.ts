import { readHistorySince } from '../../../shared/data/contacts/index.ts';
import { BusyError, type Data } from '../../../shared/data/dynamo/index.ts';
import { type JobRecord, type NewJob, readInput, readJob } from '../../../shared/data/jobs/index.ts';
import { confirmAboveOf } from '../../../shared/domain/approvals.ts';
import { type Contact, isTombstone, type Tombstone } from '../../../shared/domain/contacts/contact.ts';
import { isBehind, isUntold, type PastVersion } from '../../../shared/domain/contacts/undo/past-versions.ts';
import type { ContactId, JobId } from '../../../shared/domain/ids.ts';
import { type Instant, instant } from '../../../shared/domain/instant.ts';
import type { Job } from '../../../shared/domain/jobs/job.ts';
import { isImport, kindOf, type UndoJob, type Working } from '../../../shared/domain/jobs/kinds/index.ts';
import { asOf } from '../../../shared/domain/jobs/lifecycle.ts';
import type { Rule } from '../../../shared/domain/jobs/rules.ts';
import { maySteer } from '../../../shared/domain/jobs/steering.ts';
import { sumOfTally } from '../../../shared/domain/jobs/totals.ts';
import { refuseRepeat, refuseUndo, undoing } from '../../../shared/domain/jobs/undoing.ts';
import type { Selection } from '../../../shared/domain/selection/selection.ts';
import { earlierVerdict } from '../../../shared/domain/selection/verdict.ts';
import { forbidden, notFound, refuse, refuseField } from '../../../shared/lambda/http/errors.ts';
import type { FieldErrors } from '../../../shared/lambda/http/field-errors.ts';
import { requireRoomForJob } from '../../../shared/lambda/http/open-jobs.ts';
import { requireUuid } from '../../../shared/lambda/http/params.ts';
import { type JobRequest, parseNotBefore } from '../request/body.ts';
import { needsPreview } from '../start/new-job.ts';

/** History comes through the stream, seconds later. What is missing after this time stays unknown. */
const LATE_MICROS = 15 * 60_000_000;
/** How far the clocks of writers may differ. */
const CLOCKS_MICROS = 60_000_000;

/**
 * How a job undoes another, with the history of some of its contacts: 0.5 read units each. Throws BusyError, to be
 * postponed, while the stream has not recorded the undone job's changes, or those of a later job.
 */
export async function undoRule(
  data: Data,
  job: Job,
  operation: UndoJob,
  read: Iterable<Contact | Tombstone>,
  working: Working,
): Promise<Rule> {
  const { job: undone, from, to } = operation.undone(job.work);
  const contacts = [...read].filter((item): item is Contact => !isTombstone(item));
  const left = contacts.filter((contact) => earlierVerdict(contact, working.change) === null);
  const past = await readHistorySince(data, job.workspace, left, { job: undone, since: before(from) });
  const isLate = (at: Instant) => working.now < at + LATE_MICROS;
  const late = left.filter((contact) => {
    const known = past.get(contact.uuid) ?? [];
    return (isLate(to) && isUntold(known, undone)) || (isLate(contact.modifiedOn) && isBehind(contact, known));
  });
  if (late.length > 0)
    throw new BusyError(`The history of job ${undone} is not written yet for ${late.length} contacts or more`);
  return undoing(operation, past as ReadonlyMap<ContactId, readonly PastVersion[]>, job, working);
}

const before = (at: Instant): Instant => instant(at - CLOCKS_MICROS);

type MadeOf = Pick<NewJob, 'work' | 'selection' | 'preview'> & Pick<Job, 'confirmAbove' | 'maxRate'>;

/** Start time and rate are given as for every job. */
export async function parseAgain(
  action: 'undo' | 'repeat',
  request: JobRequest,
): Promise<(MadeOf & Pick<Job, 'notBefore'>) | FieldErrors> {
  const notBefore = parseNotBefore(request) ?? null;
  if (request.errors.body !== null) return request.errors;
  await requireRoomForJob(request);
  const made = await (action === 'undo' ? parseUndo(request) : parseRepeat(request));
  if (notBefore !== null && kindOf(made).atOnce) throw refuseField('not_before', { code: 'import_cannot_wait' });
  return { ...made, notBefore };
}

/** `{"action": "undo"}`: a job that undoes another. Throws why it is impossible, or needs a preview. */
async function parseUndo(request: JobRequest): Promise<MadeOf> {
  const job = await requireJob('undo', request);
  const refusal = refuseUndo(job, request.now) ?? kindOf(job).refuseUndoNow?.(job.work, request.assets) ?? null;
  if (refusal !== null) throw refuse(refusal);
  const { uuid, work, slices, totals, endedOn } = job;
  const selection: Selection = {
    job: uuid,
    outcome: 'changed',
    ...(slices.done < slices.total && { unwritten: true }),
  };
  const { preview = false, max_rate: maxRate = null, reason } = request.given as Given;
  if (reason !== undefined && !isImport(job)) throw refuseField('reason', { code: 'undo_reason' });
  if (reason !== undefined && !preview) throw refuseField('preview', { code: 'preview_brought_back' });
  const undo = {
    type: 'undo' as const,
    job: uuid,
    of: work.type,
    from: begunAfter(job),
    to: endedOn ?? request.now,
    ...(reason !== undefined && { reason }),
  };
  const confirmAbove = confirmAboveOf(request.assets.settings);
  return seenFirst({ work: undo, selection, preview, confirmAbove, maxRate }, totals.changed);
}

/** A reason is declared with the kind of job that takes one too. */
type Given = JobRequest['given'] & { readonly reason?: string };

/** Before this it changed nothing. */
const begunAfter = ({ createdOn, notBefore }: Job): Instant => instant(Math.max(createdOn, notBefore ?? 0));

/** `{"action": "repeat"}`: the same for the contacts that failed, at the same rate. Throws why it is impossible. */
async function parseRepeat(request: JobRequest): Promise<MadeOf> {
  const job = await requireJob('repeat', request);
  const refusal = refuseRepeat(job);
  if (refusal !== null) throw refuse(refusal);
  const { preview = false, max_rate: maxRate = job.maxRate } = request.given;
  const previewFirst = kindOf(job).body?.previewFirst ?? null;
  if (previewFirst !== null && !preview) throw refuseField('preview', previewFirst);
  if ((await readInput(request.runtime.data, job)).params !== null)
    throw refuse({ code: 'repeat_forgotten', selection: '{"job": …, "outcome": "failed"}' });
  const work = kindOf(job).repeated?.(job.work) ?? job.work;
  const selection: Selection = { job: job.uuid, outcome: 'failed' };
  // Many failed contacts are many changes; a start by TextIt's endpoint needs no preview, now as before.
  const confirmAbove = job.confirmAbove === null ? null : confirmAboveOf(request.assets.settings);
  return seenFirst({ work, selection, preview, confirmAbove, maxRate }, sumOfTally(job.totals.failed));
}

/** The job over so many contacts. Throws when these need a preview. */
function seenFirst(made: MadeOf, contacts: number): MadeOf {
  const problem = made.preview ? null : needsPreview(made, contacts);
  if (problem !== null) throw refuseField('preview', problem);
  return made;
}

async function requireJob(step: 'undo' | 'repeat', { query, runtime, caller, now }: JobRequest): Promise<JobRecord> {
  const job = await readJob(runtime.data, caller.workspace, requireUuid<JobId>(query, 'uuid'));
  if (job === null) throw notFound();
  if (!maySteer(job, step, caller)) throw forbidden();
  return asOf(job, now);
}
