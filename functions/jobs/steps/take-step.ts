import { interruptJob, pauseJob, resumeJob, runJob, setRate, setStart } from '../../../shared/data/jobs/index.ts';
import type { Job } from '../../../shared/domain/jobs/job.ts';
import { isRunning } from '../../../shared/domain/jobs/lifecycle.ts';
import { MOST_DAYS_AHEAD } from '../../../shared/domain/jobs/scheduled-start.ts';
import { unreachable } from '../../../shared/domain/unreachable.ts';
import type { Settings } from '../../../shared/domain/workspace.ts';
import type { RequestContext } from '../../../shared/lambda/endpoint.ts';
import { notFound, refuse, refuseField } from '../../../shared/lambda/errors.ts';
import { mostOpenJobs, requireRoomForJob, tooManyJobs } from '../../../shared/lambda/open-jobs.ts';
import { runPreview } from '../../../shared/services/jobs/request-job.ts';
import { continueJob, sendOnItsWay } from '../../../shared/services/jobs/submit.ts';
import { AT_ONCE } from '../request/not-before.ts';
import type { Step } from './parse-step.ts';

type Stepping = Pick<RequestContext, 'runtime' | 'caller' | 'now' | 'assets'>;

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
  if (step.action === 'run' && !(await runPreview(runtime, taken, { most: mostOpenJobs(runtime.config), now })))
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
