import type { Job } from '../api/types.ts';

/** Whether a job will change no more. */
export const isEnded = ({ status }: Pick<Job, 'status'>): boolean =>
  status === 'completed' || status === 'failed' || status === 'interrupted';

/** Whether a job is being worked on, or will be without anybody's doing. */
export const isRunning = ({ status }: Pick<Job, 'status'>): boolean =>
  status === 'pending' || status === 'queued' || status === 'started';

const sum = (tally: Readonly<Record<string, number>>): number =>
  Object.values(tally).reduce((all, one) => all + one, 0);

/** How many contacts of a job there is an outcome of. */
export const doneOf = ({ changed, unchanged, skipped, failed }: Job): number =>
  changed + unchanged + sum(skipped) + sum(failed);

export const skippedOf = ({ skipped }: Job): number => sum(skipped);
export const failedOf = ({ failed }: Pick<Job, 'failed'>): number => sum(failed);
