import { type BusType, SCHEMA } from '../bus-types.ts';
import { formatIfAny, formatInstant, type Instant } from '../instant.ts';
import type { Job } from '../jobs/job.ts';
import { typeOf } from '../jobs/kinds/index.ts';
import { type Numbered, placeOfSlice } from '../jobs/slice-numbers.ts';
import { summarySentence } from '../jobs/summary/sentence.ts';
import { type JobNames, summaryOf } from '../jobs/summary/summary.ts';
import { shownNumbers } from '../jobs/totals.ts';
import type { BusEvent } from './events.schema.ts';

export type JobType = Extract<BusType, `job.${string}`>;

export interface JobStep {
  readonly type: JobType;
  /** Names the step among those of its job. */
  readonly step: string;
  readonly at: Instant;
}

/** Progress events of a job, at most. */
const MOST_PROGRESS = 20;

/** Whether a job reports its progress at the end of this slice: the slices that do are spread evenly. */
export function tellsProgress(job: Numbered, slice: number): boolean {
  const { total } = job.slices;
  return total > 1 && (placeOfSlice(job, slice) + 1) % Math.ceil(total / MOST_PROGRESS) === 0;
}

/** A step with the present numbers of its job. */
export function eventOfJob({ type, step, at }: JobStep, job: Job, names: JobNames): BusEvent {
  const event = {
    id: `${job.uuid}.${step}`,
    schema: SCHEMA,
    at: formatInstant(at),
    ...(job.hops && { hops: job.hops }),
    job: { ...shown(job), summary: summarySentence(summaryOf(job, names)) },
  };
  if (type !== 'job.scheduled') return { ...event, type };
  return { ...event, type, not_before: formatInstant(job.notBefore ?? at) };
}

const shown = (job: Job) => ({
  uuid: job.uuid,
  kind: typeOf(job),
  status: job.status,
  reason: job.reason,
  ...shownNumbers(job),
  started_on: formatIfAny(job.startedOn),
  ended_on: formatIfAny(job.endedOn),
  ...(isStopped(job) && { brake: brakeOf(job) }),
});

const isStopped = ({ status, approval }: Job): boolean => status === 'awaiting_approval' && approval?.kind === 'brake';

const brakeOf = ({ policy, approval }: Job) => ({
  policy: policy?.uuid ?? '',
  stage: policy?.stage ?? '',
  most: approval?.limit?.most ?? policy?.most ?? 0,
  reasons: [...(approval?.reasons ?? [])],
});
