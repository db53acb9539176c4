import type { Job } from '../../common/api/index.ts';
import { ACTION_OF } from '../../common/contacts/index.ts';
import { failedOf, isEnded, skippedOf } from '../../common/jobs/index.ts';
import { type FirstTexts, type Formats, textFor } from '../../common/texts/index.ts';

/** What became of a job, in one or two sentences: "614 contacts archived. 2 were left out." */
export function resultOf(job: Job, { jobs, actions }: FirstTexts, { number }: Pick<Formats, 'number'>): string {
  if (job.reason !== null) return textFor(jobs.failures, job.reason) ?? job.reason;
  if (!isEnded(job)) return `${jobs.statuses[job.status]}.`;
  const [left, failed] = [skippedOf(job), failedOf(job)];
  return [
    doneOf(job, actions)?.({ count: job.changed, shown: number(job.changed) }) ?? `${jobs.statuses[job.status]}.`,
    ...(left > 0 ? [actions.leftOut({ count: left, shown: number(left) })] : []),
    ...(failed > 0 ? [actions.failed({ count: failed, shown: number(failed) })] : []),
  ].join(' ');
}

/** The sentence that counts what a job has done; undefined for the service's own work and for files. */
function doneOf({ type, target, changed }: Job, { done, undone }: FirstTexts['actions']) {
  if (changed === 0) return;
  if (type === 'undo') return undone;
  if (type === 'set_status') return target.status && done[ACTION_OF[target.status]];
  return textFor(done, type === 'flow_start' ? 'start_flow' : type);
}
