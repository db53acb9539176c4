import { useQueryClient } from '@tanstack/react-query';
import { type Counts, type Folder, type Job, useRefresh, useSession } from '../api/index.ts';
import { useToaster } from '../components/index.ts';
import { statusOf } from '../contacts/index.ts';
import { changeJob, failedOf, skippedOf, startJob, untilEnded } from '../jobs/index.ts';
import { textFor, useFormats, useTexts } from '../texts/index.ts';
import { jobBodyOf, type Task } from './task.ts';

/** Runs a quick task at once. Counts change before the service answers; a toast tells the outcome and offers Undo. */
export function useQuickAction(): (task: Task) => Promise<void> {
  const { api } = useSession();
  const queries = useQueryClient();
  const refresh = useRefresh();
  const toaster = useToaster();
  const texts = useTexts();
  const { number } = useFormats();

  const undo = async (job: Job) => {
    try {
      const asked = await changeJob(api, job.uuid, { action: 'undo' });
      report(texts.actions.undone, await untilEnded(api, asked.uuid));
    } catch (error) {
      toaster.fail(error);
    }
    await refresh();
  };

  const report = (done: (count: number, shown: string) => string, job: Job, canUndo = false) => {
    if (job.status === 'failed')
      return toaster.show({
        type: 'error',
        content: textFor(texts.jobs.failures, job.reason ?? '') ?? texts.shell.failed,
      });
    const [left, failed] = [skippedOf(job), failedOf(job)];
    const sentences = [done(job.changed, number(job.changed))];
    if (job.unchanged > 0) sentences.push(texts.actions.unchanged(job.unchanged, number(job.unchanged)));
    if (left > 0) sentences.push(texts.actions.leftOut(left, number(left)));
    if (failed > 0) sentences.push(texts.actions.failed(failed, number(failed)));
    toaster.show({
      type: left + failed > 0 ? 'warning' : 'success',
      content: sentences.join(' '),
      ...(canUndo &&
        job.changed > 0 &&
        job.steps.includes('undo') && { action: { text: texts.actions.undo, run: () => void undo(job) } }),
    });
  };

  return async (task) => {
    const before = queries.getQueryData<Counts>(['counts']);
    if (before) queries.setQueryData(['counts'], expectedCounts(before, task));
    try {
      const asked = await startJob(api, jobBodyOf(task, null));
      report(texts.actions.done[task.action], await untilEnded(api, asked.uuid), true);
    } catch (error) {
      toaster.fail(error);
    }
    await refresh();
  };
}

/** The counts that the task will lead to, shown until the service has counted. */
function expectedCounts(counts: Counts, { action, place, count }: Task): Counts {
  const status = statusOf(action);
  if (place.type !== 'folder' || count === null || status === null) return counts;
  const folders = { ...counts.folders };
  const from: readonly Folder[] = place.folder === 'dormant' ? ['dormant', 'active'] : [place.folder];
  for (const folder of from) folders[folder] = Math.max(0, folders[folder] - count);
  folders[status] += count;
  return { ...counts, folders };
}
