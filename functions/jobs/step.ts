import { interruptJob, pauseJob, resumeJob, runJob, setRate, setStart } from '../../shared/data/jobs/index.ts';
import type { JobId } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Job } from '../../shared/domain/jobs/job.ts';
import { isRunning } from '../../shared/domain/jobs/lifecycle.ts';
import { MOST_DAYS_AHEAD } from '../../shared/domain/jobs/waiting.ts';
import { unreachable } from '../../shared/domain/unreachable.ts';
import type { Settings } from '../../shared/domain/workspace.ts';
import type { Context } from '../../shared/lambda/endpoint.ts';
import { notFound, refuse, refuseField } from '../../shared/lambda/errors.ts';
import type { FieldErrors } from '../../shared/lambda/field-errors.ts';
import { mostOpenJobs, requireRoomForJob, tooManyJobs } from '../../shared/lambda/open-jobs.ts';
import { requireUuid } from '../../shared/lambda/params.ts';
import { goOnWithRun } from '../../shared/services/jobs/ask.ts';
import { continueJob, sendOnItsWay } from '../../shared/services/jobs/submit.ts';
import { type JobRequest, REQUIRED } from './body.ts';
import { AT_ONCE, parseNotBefore } from './not-before.ts';

/** A step of a job that the caller asks for. */
type Step =
  | {
      readonly action: 'run';
      readonly uuid: JobId;
      readonly token: string;
      readonly count: number | null;
      readonly notBefore: Instant | null | undefined;
    }
  | { readonly action: 'set_start'; readonly uuid: JobId; readonly notBefore: Instant | null }
  | { readonly action: 'set_rate'; readonly uuid: JobId; readonly maxRate: number | null }
  | { readonly action: 'pause' | 'resume' | 'interrupt'; readonly uuid: JobId };

export function parseStep(request: JobRequest): Step | FieldErrors {
  const { query, given, errors } = request;
  const { action, token, count = null } = given;
  const notBefore = parseNotBefore(request);
  if (action === undefined) return parseChange(request, notBefore);
  if (given.max_rate !== undefined) errors.add('max_rate', BY_ITSELF);
  if (action === 'run' && token === undefined) errors.add('token', REQUIRED);
  if (errors.body !== null) return errors;
  const uuid = requireUuid<JobId>(query, 'uuid');
  if (action === 'undo' || action === 'repeat') throw new Error('These are no steps of the job itself');
  return action === 'run' ? { action, uuid, token: token ?? '', count, notBefore } : { action, uuid };
}

/** Without an action: another rate, or another time to begin. */
function parseChange({ query, given, errors }: JobRequest, notBefore: Instant | null | undefined): Step | FieldErrors {
  const { max_rate: maxRate } = given;
  const both = maxRate !== undefined && given.not_before !== undefined;
  if (both) errors.add('max_rate', BY_ITSELF);
  if (maxRate === undefined && given.not_before === undefined) errors.add('action', REQUIRED);
  if (errors.body !== null) return errors;
  const uuid = requireUuid<JobId>(query, 'uuid');
  return maxRate === undefined
    ? { action: 'set_start', uuid, notBefore: notBefore ?? null }
    : { action: 'set_rate', uuid, maxRate };
}

const BY_ITSELF = 'Change the rate by itself.';

type Stepping = Pick<Context, 'runtime' | 'caller' | 'now' | 'assets'>;

/** Takes the step and returns the job as it then is. Throws a refusal that says why the step cannot be taken. */
export async function takeStep(step: Step, context: Stepping): Promise<Job> {
  const { runtime, caller, now } = context;
  if (step.action === 'run') await requireRoomForJob(context);
  const taken = await take(step, context);
  if (!taken.ok) throw refusalOf(taken.reason, context);
  const { job } = taken;
  const beginsAnew = step.action === 'resume' || (step.action === 'set_rate' && isRunning(job));
  if (beginsAnew) await continueJob(runtime, caller.workspace, job);
  if (step.action === 'set_start') await sendOnItsWay(runtime, job, now);
  if (step.action === 'run' && !(await goOnWithRun(runtime, taken, { most: mostOpenJobs(runtime.config), now })))
    throw tooManyJobs(context);
  return job;
}

function take(step: Step, { runtime: { data }, caller: { workspace }, assets: { settings }, now }: Stepping) {
  const { uuid } = step;
  switch (step.action) {
    case 'run':
      return runJob(data, workspace, uuid, { ...step, settings, now });
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

/** Why a step was refused, and what to do. */
const REFUSALS = {
  not_ready: 'Only a previewed job that is ready can be run.',
  expired: 'The preview has expired: it can be run for 15 minutes. Preview the job again.',
  wrong_token: 'The token is not the one that the preview answered.',
  wrong_count: 'The count is not the number of contacts that the preview found. Read the preview again.',
  not_running: 'Only a job that is queued or started can be paused.',
  not_paused: 'Only a paused job can be resumed.',
  not_waiting: 'Only a job that waits can begin at another time.',
  at_once: AT_ONCE,
  too_far: `A job can wait until ${MOST_DAYS_AHEAD} days after it was asked for.`,
  ended: 'The job has ended.',
} as const;

/** What of the body a refusal is about; of others it is the job. */
const FIELDS: Readonly<Record<string, string>> = {
  wrong_token: 'token',
  wrong_count: 'count',
  at_once: 'not_before',
  too_far: 'not_before',
  too_soon: 'not_before',
};

function refusalOf(reason: 'missing' | 'too_soon' | keyof typeof REFUSALS, { assets }: Stepping) {
  if (reason === 'missing') return notFound();
  const text = reason === 'too_soon' ? tooSoon(assets.settings) : REFUSALS[reason];
  const field = FIELDS[reason];
  return field === undefined ? refuse(text) : refuseField(field, text);
}

const tooSoon = ({ deleteDelayHours: hours }: Pick<Settings, 'deleteDelayHours'>): string =>
  `A deletion waits for ${hours} hours once it is confirmed, or changed (delete_delay_hours). Give a later time.`;
