/**
 *   B#<workspace>#<job>   STEP#<step>   { type, at }: a step to publish on the bus. It is in the contacts table, whose
 *                                       stream carries it there, if the workspace asked for it. Expires after two days.
 */
import { type JobStep, type JobType, tellsProgress } from '../../domain/bus/jobs.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Job } from '../../domain/jobs/job.ts';
import { type Data, put, STEP_PREFIX, ttlAfter, type Write } from '../dynamo/index.ts';
import { isSubscribed } from '../workspace/index.ts';

type Stepping = Pick<Job, 'workspace' | 'uuid'>;

const stepKey = ({ workspace, uuid }: Stepping, step: string) => ({
  pk: `B#${workspace}#${uuid}`,
  sk: `${STEP_PREFIX}${step}`,
});

/** The item that publishes a step, in the step's own transaction: exactly the steps taken are published. */
export async function stepOutboxItems(data: Data, job: Stepping, type: JobType, at: Instant): Promise<Write[]> {
  return (await isSubscribed(data, job.workspace, type)) ? [toldItem(job, { type, step: nameOf(type), at })] : [];
}

/** The same for a waiting job: each new start time is published. */
export async function scheduledItems(data: Data, job: Job, at: Instant): Promise<Write[]> {
  if (!(await isSubscribed(data, job.workspace, 'job.scheduled'))) return [];
  return [toldItem(job, { type: 'job.scheduled', step: `scheduled.${job.notBefore}`, at })];
}

/** The same at the end of a slice at which a job reports its progress. */
export async function progressItems(data: Data, job: Job, slice: number, at: Instant): Promise<Write[]> {
  if (!tellsProgress(job, slice) || !(await isSubscribed(data, job.workspace, 'job.progress'))) return [];
  return [toldItem(job, { type: 'job.progress', step: `progress.${slice}`, at })];
}

const nameOf = (type: JobType): string => type.slice('job.'.length);

/** Longer than the stream keeps its records. */
const KEPT_DAYS = 2;

const toldItem = (job: Stepping, { type, step, at }: JobStep): Write =>
  put('contacts', { ...stepKey(job, step), type, at, ttl: ttlAfter(at, KEPT_DAYS) });
