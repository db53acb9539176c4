import { useQueryClient } from '@tanstack/react-query';
import { type Counts, type Folder, useRefresh, useSession } from '../api/index.ts';
import { useToaster } from '../components/index.ts';
import { statusOf } from '../contacts/index.ts';
import { startJob, untilEnded } from '../jobs/index.ts';
import { jobBodyOf, type Task } from './task.ts';
import { useJobReports } from './use-job-reports.ts';

/** Runs a quick task at once. Counts change before the service answers; a toast tells the outcome and offers Undo. */
export function useQuickAction(): (task: Task) => Promise<void> {
  const { api } = useSession();
  const queries = useQueryClient();
  const refresh = useRefresh();
  const toaster = useToaster();
  const { report } = useJobReports();
  return async (task) => {
    const before = queries.getQueryData<Counts>(['counts']);
    if (before) queries.setQueryData(['counts'], expectedCounts(before, task));
    try {
      const asked = await startJob(api, jobBodyOf(task, null));
      report(task.action, await untilEnded(api, asked.uuid));
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
