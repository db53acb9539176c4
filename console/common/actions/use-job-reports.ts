import { useLocation } from 'wouter';
import { type CountsChange, type Job, reversed, useExpectCounts, useRefresh, useSession } from '../api/index.ts';
import { type Toast, useToaster } from '../components/index.ts';
import type { Action } from '../contacts/index.ts';
import { changeJob, failedOf, skippedOf, untilEnded } from '../jobs/index.ts';
import { textFor, useFirstTexts, useFormats } from '../texts/index.ts';

interface Reported {
  /** The toast that the report takes the place of. */
  readonly toast?: string;
  /** By how much the job has changed the counts, which its Undo takes back. */
  readonly change?: CountsChange;
}

interface JobReports {
  /** Tells the outcome of a job that has ended, with Undo where the job can be undone. */
  readonly report: (action: Action, job: Job, reported?: Reported) => void;
  /** A toast that says what runs, and becomes the outcome when the job has ended. */
  readonly follow: (action: Action, job: Job) => Promise<void>;
}

type Counted = (values: { readonly count: number; readonly shown: string }) => string;

/** Tells in toasts what becomes of jobs. */
export function useJobReports(): JobReports {
  const { api } = useSession();
  const [, navigate] = useLocation();
  const refresh = useRefresh();
  const toaster = useToaster();
  const expectCounts = useExpectCounts();
  const texts = useFirstTexts();
  const { number } = useFormats();

  const undo = async (job: Job, change: CountsChange | undefined) => {
    const takeBack = change ? expectCounts(reversed(change)) : () => undefined;
    try {
      const asked = await changeJob(api, job.uuid, { action: 'undo' });
      const ended = await untilEnded(api, asked.uuid);
      if (ended.changed !== job.changed) takeBack();
      toaster.show(outcome(texts.actions.undone, ended));
    } catch (error) {
      takeBack();
      toaster.fail(error);
    }
    await refresh();
  };

  const outcome = (done: Counted, job: Job): Toast => {
    const isFailed = job.status === 'failed';
    if (job.status === 'awaiting_approval') return { type: 'info', content: texts.jobs.statuses.awaiting_approval };
    if (isFailed || job.reason !== null)
      return {
        type: isFailed ? 'error' : 'info',
        content: textFor(texts.jobs.failures, job.reason ?? '') ?? texts.shell.failed,
      };
    const left = skippedOf(job);
    const failed = failedOf(job);
    const sentences = [done({ count: job.changed, shown: number(job.changed) })];
    if (job.unchanged > 0)
      sentences.push(texts.actions.unchanged({ count: job.unchanged, shown: number(job.unchanged) }));
    if (left > 0) sentences.push(texts.actions.leftOut({ count: left, shown: number(left) }));
    if (failed > 0) sentences.push(texts.actions.failed({ count: failed, shown: number(failed) }));
    return { type: left + failed > 0 ? 'warning' : 'success', content: sentences.join(' ') };
  };

  const report = (action: Action, job: Job, { toast, change }: Reported = {}) => {
    const canUndo = job.status !== 'failed' && job.changed > 0 && job.steps.includes('undo');
    toaster.show(
      {
        ...outcome(texts.actions.done[action], job),
        ...(canUndo && { action: { text: texts.actions.undo, isUndo: true, run: () => void undo(job, change) } }),
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
        content: texts.actions.started[action]({ count: total, shown: number(total) }),
        action: open,
      });
      const ended = await untilEnded(api, job.uuid, { patient: true });
      if (action === 'export') toaster.show({ ...outcome(texts.actions.done[action], ended), action: open }, toast);
      else report(action, ended, { toast });
      await refresh();
    },
  };
}
