import { useEffect, useRef } from 'react';
import type { Job } from '../../common/api/index.ts';
import { isEnded, isRunning, resultOf, useSpeech } from '../../common/jobs/index.ts';

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
  const speech = useSpeech();
  const running = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const ended = jobs.filter((job) => isEnded(job) && running.current.has(job.uuid));
    running.current = new Set(jobs.filter(isRunning).map(({ uuid }) => uuid));
    if (!wanted || !document.hidden) return;
    for (const job of ended) new Notification(resultOf(job, speech), { tag: job.uuid, icon: '/icon.svg' });
  }, [jobs, wanted, speech]);
}
