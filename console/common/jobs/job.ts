import type { components } from '../api/schema.d.ts';

type Job = components['schemas']['Job'];

export const isEnded = ({ status }: Pick<Job, 'status'>): boolean =>
  status === 'completed' || status === 'failed' || status === 'interrupted';

/** Whether the service works on a job, or will do so by itself. */
export const isRunning = ({ status }: Pick<Job, 'status'>): boolean =>
  status === 'pending' || status === 'queued' || status === 'started';

const sum = (tally: Readonly<Record<string, number>>): number =>
  Object.values(tally).reduce((all, one) => all + one, 0);

/** How many people a job has done its work for: an export writes them, and changes nobody. */
export const doneCount = ({ type, changed, unchanged }: Pick<Job, 'type' | 'changed' | 'unchanged'>): number =>
  type === 'export' ? unchanged : changed;

/** How many contacts of a job have an outcome. */
export const doneOf = ({ changed, unchanged, skipped, failed }: Job): number =>
  changed + unchanged + sum(skipped) + sum(failed);

export const skippedOf = ({ skipped }: Job): number => sum(skipped);
export const failedOf = ({ failed }: Pick<Job, 'failed'>): number => sum(failed);
