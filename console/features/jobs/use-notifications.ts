import { useEffect, useRef } from 'react';
import type { Job } from '../../common/api/index.ts';
import { ACTION_OF } from '../../common/contacts/index.ts';
import { failedOf, isEnded, isRunning, skippedOf } from '../../common/jobs/index.ts';
import { type FirstTexts, type Formats, textFor, useFirstTexts, useFormats } from '../../common/texts/index.ts';
import { titleOf } from './job-title.ts';

const KEY = 'dormouse.notify';

/** Whether the browser shows a notification when a job has ended; null where it cannot. */
export function mayNotify(): boolean | null {
  if (!('Notification' in window) || Notification.permission === 'denied') return null;
  return Notification.permission === 'granted' && localStorage.getItem(KEY) === 'yes';
}

/** Asks the browser's own question, once. */
export async function askToNotify(wish: boolean): Promise<boolean | null> {
  localStorage.setItem(KEY, wish ? 'yes' : 'no');
  if (wish && Notification.permission === 'default') await Notification.requestPermission();
  return mayNotify();
}

/** Tells of each job that ran and has ended, while the page is not looked at. */
export function useNotifications(jobs: readonly Job[], wanted: boolean | null): void {
  const texts = useFirstTexts();
  const formats = useFormats();
  const running = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const ended = jobs.filter((job) => isEnded(job) && running.current.has(job.uuid));
    running.current = new Set(jobs.filter(isRunning).map(({ uuid }) => uuid));
    if (!wanted || !document.hidden) return;
    for (const job of ended)
      new Notification(titleOf(job, texts), { body: resultOf(job, texts, formats), tag: job.uuid, icon: '/icon.svg' });
  }, [jobs, wanted, texts, formats]);
}

/** What became of a job, in one or two sentences: "614 contacts archived. 2 were left out." */
export function resultOf(job: Job, { jobs, actions }: FirstTexts, { number }: Pick<Formats, 'number'>): string {
  if (job.reason !== null) return textFor(jobs.failures, job.reason) ?? job.reason;
  if (!isEnded(job)) return `${jobs.statuses[job.status]}.`;
  const left = skippedOf(job);
  const failed = failedOf(job);
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
