import {
  approveJob,
  declineJob,
  interruptJob,
  pauseJob,
  raiseHops,
  readJob,
  resumeJob,
  runJob,
  setRate,
  setStart,
} from '../../../shared/data/jobs/index.ts';
import type { JobId } from '../../../shared/domain/ids.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import { isOwnJob } from '../../../shared/domain/jobs/approval.ts';
import type { Job } from '../../../shared/domain/jobs/job.ts';
import { kindOf } from '../../../shared/domain/jobs/kinds/index.ts';
import { isRunning } from '../../../shared/domain/jobs/lifecycle.ts';
import { isDecision, maySteer } from '../../../shared/domain/jobs/steering.ts';
import { allPolicies } from '../../../shared/domain/policies/built-in.ts';
import { policyInForce } from '../../../shared/domain/policies/policy.ts';
import type { Refusal } from '../../../shared/domain/refusals/refusal.ts';
import { unreachable } from '../../../shared/domain/unreachable.ts';
import { personBehind } from '../../../shared/domain/workspace.ts';
import type { RequestContext } from '../../../shared/lambda/http/endpoint.ts';
import { type ApiError, forbidden, notFound, refuse, refuseField } from '../../../shared/lambda/http/errors.ts';
import type { FieldErrors } from '../../../shared/lambda/http/field-errors.ts';
import { mostOpenJobs, requireRoomForJob, tooManyJobs } from '../../../shared/lambda/http/open-jobs.ts';
import { requireUuid } from '../../../shared/lambda/http/params.ts';
import type { FilesMessage } from '../../../shared/messages/jobs.ts';
import { runPreview } from '../../../shared/services/jobs/request-job.ts';
import { continueJob, sendOnItsWay } from '../../../shared/services/jobs/submit.ts';
import type { JobRequest } from '../request/body.ts';
import { parseNotBefore } from '../request/body.ts';

export type Step =
  | {
      readonly action: 'run';
      readonly uuid: JobId;
      readonly token: string;
      readonly count: number | null;
      readonly notBefore: Instant | null | undefined;
    }
  | { readonly action: 'approve'; readonly uuid: JobId; readonly count: number | null; readonly note: string | null }
  | { readonly action: 'decline'; readonly uuid: JobId; readonly note: string }
  | { readonly action: 'set_start'; readonly uuid: JobId; readonly notBefore: Instant | null }
  | { readonly action: 'set_rate'; readonly uuid: JobId; readonly maxRate: number | null }
  | { readonly action: 'pause' | 'resume' | 'interrupt'; readonly uuid: JobId };

type Stepping = Pick<RequestContext, 'runtime' | 'caller' | 'now' | 'assets' | 'change'>;

/** Takes the step, and returns the job afterwards. Throws why it is impossible, or 403 when it is not allowed. */
export async function takeStep(step: Step, context: Stepping): Promise<Job> {
  const { runtime, caller, now } = context;
  const found = await readJob(runtime.data, caller.workspace, step.uuid);
  if (found !== null) requireMay(found, step, caller);
  if (found?.policy && step.action === 'approve' && policyInForce(found.policy, allPolicies(context.assets)) === null)
    throw refuse({ code: 'policy_over', policy: found.policy.name });
  if (found !== null) await raiseHops(runtime.data, found, context.change);
  if (step.action === 'run') await requireRoomForJob(context);
  const taken = await take(step, context);
  if (!taken.ok) throw errorOf(taken.refusal);
  const { job } = taken;
  const beginsAnew = step.action === 'resume' || (step.action === 'set_rate' && isRunning(job));
  if (beginsAnew) await continueJob(runtime, caller.workspace, job);
  // Its files of people are of no use any more.
  if (step.action === 'interrupt' && kindOf(job).ends === 'files')
    await runtime.queues.send(
      'files',
      [{ workspace: job.workspace, job: job.uuid } satisfies FilesMessage],
      job.workspace,
    );
  if (step.action === 'set_start' || step.action === 'approve') await sendOnItsWay(runtime, job, now);
  if (step.action === 'run' && !(await runPreview(runtime, taken, { most: mostOpenJobs(runtime.config), now })))
    throw tooManyJobs(context);
  return job;
}

/** Throws 403. The same role may decide about other jobs than one's own, and than those over whom one brought in. */
function requireMay(job: Job, { action }: Step, caller: Stepping['caller']): void {
  if (maySteer(job, action, caller)) return;
  if (!isDecision(action) || !maySteer(job, 'run', caller)) throw forbidden();
  throw refuse({ code: isOwnJob(job, caller) ? 'own_approval' : 'brought_them_in' }, 403);
}

function take(step: Step, { runtime: { data }, caller, assets: { settings }, now }: Stepping) {
  const { uuid } = step;
  const { workspace } = caller;
  const by = personBehind(caller);
  switch (step.action) {
    case 'run':
      return runJob(data, workspace, uuid, { ...step, by, settings, now });
    case 'approve':
      return approveJob(data, workspace, uuid, { ...step, by, settings, now });
    case 'decline':
      return declineJob(data, workspace, uuid, { ...step, by, now });
    case 'pause':
      return pauseJob(data, workspace, uuid, now);
    case 'resume':
      return resumeJob(data, workspace, uuid, now);
    case 'interrupt':
      return interruptJob(data, workspace, uuid, now);
    case 'set_start':
      return setStart(data, workspace, uuid, { ...step, settings, now });
    case 'set_rate':
      return setRate(data, workspace, uuid, step.maxRate);
    default:
      return unreachable(step);
  }
}

/** The field that a refusal is about; any other is about the job. */
const FIELDS: Readonly<Partial<Record<Refusal['code'], string>>> = {
  preview_token: 'token',
  preview_changed: 'count',
  import_cannot_wait: 'not_before',
  waits_too_long: 'not_before',
  deletion_waits: 'not_before',
};

function errorOf(refusal: Refusal): ApiError {
  if (refusal.code === 'not_found') return notFound();
  const field = FIELDS[refusal.code];
  return field === undefined ? refuse(refusal) : refuseField(field, refusal);
}

export function parseStep(request: JobRequest): Step | FieldErrors {
  const { query, given, errors } = request;
  const { action, token, count = null, note = null } = given;
  const notBefore = parseNotBefore(request);
  if (action === undefined) return parseChange(request, notBefore);
  if (given.max_rate !== undefined) errors.add('max_rate', { code: 'rate_alone' });
  if (action === 'run' && token === undefined) errors.add('token', { code: 'required' });
  if (action === 'decline' && note === null) errors.add('note', { code: 'required' });
  if (errors.body !== null) return errors;
  const uuid = requireUuid<JobId>(query, 'uuid');
  if (action === 'undo' || action === 'repeat') throw new Error('These are no steps of the job itself');
  if (action === 'approve') return { action, uuid, count, note };
  if (action === 'decline') return { action, uuid, note: note ?? '' };
  return action === 'run' ? { action, uuid, token: token ?? '', count, notBefore } : { action, uuid };
}

/** Without an action: another rate, or another start time. */
function parseChange({ query, given, errors }: JobRequest, notBefore: Instant | null | undefined): Step | FieldErrors {
  const { max_rate: maxRate } = given;
  const both = maxRate !== undefined && given.not_before !== undefined;
  if (both) errors.add('max_rate', { code: 'rate_alone' });
  if (maxRate === undefined && given.not_before === undefined) errors.add('action', { code: 'required' });
  if (errors.body !== null) return errors;
  const uuid = requireUuid<JobId>(query, 'uuid');
  return maxRate === undefined
    ? { action: 'set_start', uuid, notBefore: notBefore ?? null }
    : { action: 'set_rate', uuid, maxRate };
}
