import { interruptJob, pauseJob, resumeJob, runJob, setRate } from '../../shared/data/jobs/index.ts';
import type { JobId } from '../../shared/domain/ids.ts';
import type { Job } from '../../shared/domain/jobs/job.ts';
import { isRunning } from '../../shared/domain/jobs/lifecycle.ts';
import { unreachable } from '../../shared/domain/unreachable.ts';
import type { Context } from '../../shared/lambda/endpoint.ts';
import { notFound, refuse, refuseField } from '../../shared/lambda/errors.ts';
import type { FieldErrors } from '../../shared/lambda/field-errors.ts';
import { mostOpenJobs, requireRoomForJob, tooManyJobs } from '../../shared/lambda/open-jobs.ts';
import { requireUuid } from '../../shared/lambda/params.ts';
import { goOnWithRun } from '../../shared/services/jobs/ask.ts';
import { continueJob } from '../../shared/services/jobs/submit.ts';
import { type JobRequest, REQUIRED } from './body.ts';

/** A step of a job that the caller asks for. */
type Step =
  | { readonly action: 'run'; readonly uuid: JobId; readonly token: string; readonly count: number | null }
  | { readonly action: 'set_rate'; readonly uuid: JobId; readonly maxRate: number | null }
  | { readonly action: 'pause' | 'resume' | 'interrupt'; readonly uuid: JobId };

export function parseStep({ query, given, errors }: JobRequest): Step | FieldErrors {
  const { action, token, count = null, max_rate: maxRate } = given;
  if (maxRate !== undefined && action !== undefined) errors.add('max_rate', BY_ITSELF);
  else if (maxRate !== undefined && errors.body === null)
    return { action: 'set_rate', uuid: requireUuid<JobId>(query, 'uuid'), maxRate };
  else if (action === undefined) errors.add('action', REQUIRED);
  if (action === 'run' && token === undefined) errors.add('token', REQUIRED);
  if (errors.body !== null || action === undefined) return errors;
  const uuid = requireUuid<JobId>(query, 'uuid');
  if (action === 'undo' || action === 'repeat') throw new Error('These are no steps of the job itself');
  return action === 'run' ? { action, uuid, token: token ?? '', count } : { action, uuid };
}

const BY_ITSELF = 'Change the rate by itself, without an action.';

/** Takes the step and returns the job as it then is. Throws a refusal that says why the step cannot be taken. */
export async function takeStep(step: Step, context: Pick<Context, 'runtime' | 'caller' | 'now'>): Promise<Job> {
  const { runtime, caller } = context;
  if (step.action === 'run') await requireRoomForJob(context);
  const taken = await take(step, context);
  if (!taken.ok) throw refusalOf(taken.reason);
  const { job } = taken;
  const beginsAnew = step.action === 'resume' || (step.action === 'set_rate' && isRunning(job));
  if (beginsAnew) await continueJob(runtime, caller.workspace, job);
  if (step.action === 'run' && !(await goOnWithRun(runtime, job, mostOpenJobs(runtime.config))))
    throw tooManyJobs(context);
  return job;
}

function take(
  step: Step,
  { runtime: { data }, caller: { workspace }, now }: Pick<Context, 'runtime' | 'caller' | 'now'>,
) {
  const { uuid } = step;
  switch (step.action) {
    case 'run':
      return runJob(data, workspace, uuid, { token: step.token, count: step.count, now });
    case 'pause':
      return pauseJob(data, workspace, uuid, now);
    case 'resume':
      return resumeJob(data, workspace, uuid, now);
    case 'interrupt':
      return interruptJob(data, workspace, uuid, now);
    case 'set_rate':
      return setRate(data, workspace, uuid, step.maxRate);
    default:
      return unreachable(step);
  }
}

/** Why a step was refused, and what to do. */
const REFUSALS = {
  not_ready: 'Only a previewed job that is ready can be run.',
  expired: 'The preview has expired: it can be run for 15 minutes. Preview the job again.',
  wrong_token: 'The token is not the one that the preview answered.',
  wrong_count: 'The count is not the number of contacts that the preview found. Read the preview again.',
  not_running: 'Only a job that is queued or started can be paused.',
  not_paused: 'Only a paused job can be resumed.',
  ended: 'The job has ended.',
} as const;

function refusalOf(reason: 'missing' | keyof typeof REFUSALS) {
  if (reason === 'missing') return notFound();
  if (reason === 'wrong_token') return refuseField('token', REFUSALS[reason]);
  if (reason === 'wrong_count') return refuseField('count', REFUSALS[reason]);
  return refuse(REFUSALS[reason]);
}
