import * as z from 'zod/mini';
import { formatInstant, type Instant } from '../../shared/domain/instant.ts';
import { JOB_STATUSES, type Job } from '../../shared/domain/jobs/job.ts';

const tally = z.record(z.string(), z.int());

/** A job: what it does, to how many, how far it is and what it really consumed. */
export const jobSchema = z.lazy(() =>
  z.object({
    uuid: z.uuid(),
    type: z.string(),
    status: z.enum(JOB_STATUSES),
    reason: z.nullable(z.string()),
    total: z.nullable(z.int()),
    changed: z.int(),
    unchanged: z.int(),
    skipped: tally,
    failed: tally,
    slices: z.object({ total: z.int(), done: z.int() }),
    capacity: z.object({ read_units: z.number(), write_units: z.number() }),
    token: z.optional(z.string()),
    created_on: z.string(),
    modified_on: z.string(),
    started_on: z.nullable(z.string()),
    ended_on: z.nullable(z.string()),
  }),
);

const shownTime = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));

/** The token is shown only while it is good for something: on a previewed job that waits to be run. */
export const showJob = (job: Job): z.output<typeof jobSchema> => ({
  uuid: job.uuid,
  type: job.work.type,
  status: job.status,
  reason: job.reason,
  total: job.total,
  changed: job.totals.changed,
  unchanged: job.totals.unchanged,
  skipped: { ...job.totals.skipped },
  failed: { ...job.totals.failed },
  slices: { ...job.slices },
  capacity: { read_units: job.capacity.readUnits, write_units: job.capacity.writeUnits },
  ...(job.status === 'ready' && job.token !== null && { token: job.token }),
  created_on: formatInstant(job.createdOn),
  modified_on: formatInstant(job.modifiedOn),
  started_on: shownTime(job.startedOn),
  ended_on: shownTime(job.endedOn),
});
