import { useLocation } from 'wouter';
import { type Job, useRefresh, useSession } from '../api/index.ts';
import { type Toast, useToaster } from '../components/index.ts';
import type { Action } from '../contacts/index.ts';
import { changeJob, failedOf, skippedOf, untilEnded } from '../jobs/index.ts';
import { textFor, useFormats, useTexts } from '../texts/index.ts';

interface JobReports {
  /** Tells the outcome of a job that has ended, with Undo where the job can be undone. */
  readonly report: (action: Action, job: Job, toast?: string) => void;
  /** A toast that says what runs, and becomes the outcome when the job has ended. */
  readonly follow: (action: Action, job: Job) => Promise<void>;
}

/** Tells in toasts what becomes of jobs. */
export function useJobReports(): JobReports {
  const { api } = useSession();
  const [, navigate] = useLocation();
  const refresh = useRefresh();
  const toaster = useToaster();
  const texts = useTexts();
  const { number } = useFormats();

  const undo = async (job: Job) => {
    try {
      const asked = await changeJob(api, job.uuid, { action: 'undo' });
      toaster.show(outcome(texts.actions.undone, await untilEnded(api, asked.uuid)));
    } catch (error) {
      toaster.fail(error);
    }
    await refresh();
  };

  const outcome = (done: (count: number, shown: string) => string, job: Job): Toast => {
    const isFailed = job.status === 'failed';
    if (job.status === 'awaiting_approval') return { type: 'info', content: texts.jobs.statuses.awaiting_approval };
    if (isFailed || job.reason !== null)
      return {
        type: isFailed ? 'error' : 'info',
        content: textFor(texts.jobs.failures, job.reason ?? '') ?? texts.shell.failed,
      };
    const [left, failed] = [skippedOf(job), failedOf(job)];
    const sentences = [done(job.changed, number(job.changed))];
    if (job.unchanged > 0) sentences.push(texts.actions.unchanged(job.unchanged, number(job.unchanged)));
    if (left > 0) sentences.push(texts.actions.leftOut(left, number(left)));
    if (failed > 0) sentences.push(texts.actions.failed(failed, number(failed)));
    return { type: left + failed > 0 ? 'warning' : 'success', content: sentences.join(' ') };
  };

  const report = (action: Action, job: Job, toast?: string) => {
    const canUndo = job.status !== 'failed' && job.changed > 0 && job.steps.includes('undo');
    toaster.show(
      {
        ...outcome(texts.actions.done[action], job),
        ...(canUndo && { action: { text: texts.actions.undo, run: () => void undo(job) } }),
      },
      toast,
    );
  };

  return {
    report,
    async follow(action, job) {
      const total = job.total ?? 0;
      const open = { text: texts.jobs.open, run: () => navigate(`/jobs/${job.uuid}`) };
      const toast = toaster.show({
        type: 'info',
        lasts: true,
        content: texts.actions.started[action](total, number(total)),
        action: open,
      });
      const ended = await untilEnded(api, job.uuid, { patient: true });
      if (action === 'export') toaster.show({ ...outcome(texts.actions.done[action], ended), action: open }, toast);
      else report(action, ended, toast);
      await refresh();
    },
  };
}
