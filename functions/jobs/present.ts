import type * as z from 'zod/mini';
import type { ErrorSample } from '../../shared/data/jobs/index.ts';
import { shownErrors, TELLS_OWNER } from '../../shared/domain/contacts/anon.ts';
import { formatInstant, type Instant } from '../../shared/domain/instant.ts';
import type { Job } from '../../shared/domain/jobs/job.ts';
import { kindOf } from '../../shared/domain/jobs/kinds/index.ts';
import { asOf } from '../../shared/domain/jobs/lifecycle.ts';
import { type Progress, progressOf } from '../../shared/domain/jobs/progress.ts';
import type { Settings } from '../../shared/domain/workspace.ts';
import type { jobSchema } from './answers.schema.ts';

const shownTime = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));

interface Showing {
  readonly now: Instant;
  readonly assets: { readonly settings: Pick<Settings, 'anon'> };
}

/** With examples of the errors of its runs, where they are given. The token is shown only while it is good for something: on a previewed job that waits to be run. */
export const showJob = (
  stored: Job,
  { now, assets }: Showing,
  samples?: readonly ErrorSample[],
): z.output<typeof jobSchema> => {
  const { anon } = assets.settings;
  return {
    ...show(asOf(stored, now), anon, now),
    ...(samples && { error_samples: samples.filter(({ kind }) => !anon || kind !== TELLS_OWNER) }),
  };
};

const show = (job: Job, anon: boolean, now: Instant): z.output<typeof jobSchema> => ({
  uuid: job.uuid,
  type: kindOf(job).shownType?.(job.work) ?? job.work.type,
  status: job.status,
  reason: job.reason,
  total: job.total,
  changed: job.totals.changed,
  unchanged: job.totals.unchanged,
  skipped: { ...job.totals.skipped },
  failed: { ...job.totals.failed },
  errors: shownErrors(job.errors, anon),
  slices: { ...job.slices },
  progress: showProgress(progressOf(job, now)),
  capacity: { read_units: job.capacity.readUnits, write_units: job.capacity.writeUnits },
  ...(job.status === 'ready' && job.token !== null && { token: job.token }),
  created_on: formatInstant(job.createdOn),
  modified_on: formatInstant(job.modifiedOn),
  started_on: shownTime(job.startedOn),
  ended_on: shownTime(job.endedOn),
});

/** Contacts a second with one digit behind the point, more of which would not be true. */
const showProgress = ({ done, rate, secondsLeft }: Progress) => ({
  done,
  rate: rate === null ? null : Math.round(rate * 10) / 10,
  seconds_left: secondsLeft,
});
