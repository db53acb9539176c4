import { useLocation } from 'wouter';
import { type CountsChange, type Job, reversed, useExpectCounts, useRefresh, useSession } from '../api/index.ts';
import { type Toast, useToaster } from '../components/index.ts';
import { changeJob, failedOf, resultOf, skippedOf, underWay, untilEnded, useSpeech } from '../jobs/index.ts';
import { useFirstTexts } from '../texts/index.ts';

interface Reported {
  /** The toast that the report takes the place of. */
  readonly toast?: string;
  /** By how much the job has changed the counts, which its Undo takes back. */
  readonly change?: CountsChange;
}

interface JobReports {
  /** Tells the outcome of a job that has ended, with Undo where the job can be undone. */
  readonly report: (job: Job, reported?: Reported) => void;
  /** A toast that says what runs, and becomes the outcome when the job has ended. */
  readonly follow: (job: Job) => Promise<void>;
}

/** Tells in toasts what becomes of jobs. */
export function useJobReports(): JobReports {
  const { api } = useSession();
  const [, navigate] = useLocation();
  const refresh = useRefresh();
  const toaster = useToaster();
  const expectCounts = useExpectCounts();
  const texts = useFirstTexts();
  const speech = useSpeech();

  const undo = async (job: Job, change: CountsChange | undefined) => {
    const takeBack = change ? expectCounts(reversed(change)) : () => undefined;
    try {
      const asked = await changeJob(api, job.uuid, { action: 'undo' });
      const ended = await untilEnded(api, asked.uuid);
      if (ended.changed !== job.changed) takeBack();
      toaster.show(outcome(ended));
    } catch (error) {
      takeBack();
      toaster.fail(error);
    }
    await refresh();
  };

  const outcome = (job: Job): Toast => {
    if (job.status === 'failed') return { type: 'error', content: resultOf(job, speech) };
    if (job.status === 'awaiting_approval' || job.reason !== null)
      return { type: 'info', content: resultOf(job, speech) };
    const isWhole = skippedOf(job) + failedOf(job) === 0;
    return { type: isWhole ? 'success' : 'warning', content: resultOf(job, speech) };
  };

  const report = (job: Job, { toast, change }: Reported = {}) => {
    const canUndo = job.status !== 'failed' && job.changed > 0 && job.steps.includes('undo');
    toaster.show(
      {
        ...outcome(job),
        ...(canUndo && { action: { text: texts.actions.undo, isUndo: true, run: () => void undo(job, change) } }),
      },
      toast,
    );
  };

  return {
    report,
    async follow(job) {
      const open = { text: texts.jobs.open, run: () => navigate(`/jobs/${job.uuid}`) };
      const toast = toaster.show({
        type: 'info',
        lasts: true,
        content: underWay(job, speech),
        action: open,
      });
      const ended = await untilEnded(api, job.uuid, { patient: true });
      if (job.type === 'export') toaster.show({ ...outcome(ended), action: open }, toast);
      else report(ended, { toast });
      await refresh();
    },
  };
}
