import type { Job } from '../../../shared/domain/jobs/job.ts';
import { isLarge } from '../../../shared/domain/jobs/lifecycle.ts';
import type { Refusal } from '../../../shared/domain/refusals/refusal.ts';

/** Why a job over so many contacts needs a preview, or null. */
export const needsPreview = (job: Pick<Job, 'confirmAbove'>, contacts: number): Refusal | null =>
  isLarge(job, contacts) ? { code: 'preview_many', most: job.confirmAbove?.toLocaleString('en') ?? '' } : null;
