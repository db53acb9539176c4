import type { Job } from '../../../shared/domain/jobs/job.ts';
import { isLarge } from '../../../shared/domain/jobs/lifecycle.ts';

/** Why a job over so many contacts has to be previewed, in words for the caller; null when it need not be. */
export const needsPreview = (job: Pick<Job, 'confirmAbove'>, contacts: number): string | null =>
  isLarge(job, contacts)
    ? `More than ${job.confirmAbove?.toLocaleString('en')} contacts are changed only after a preview: send "preview": true, then run it with its token and count.`
    : null;
