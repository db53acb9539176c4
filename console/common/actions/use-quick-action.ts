import { type CountsChange, type Folder, useExpectCounts, useRefresh, useSession } from '../api/index.ts';
import { useToaster } from '../components/index.ts';
import { statusOf } from '../contacts/index.ts';
import { startJob, untilEnded } from '../jobs/index.ts';
import { jobBodyOf, type Task } from './task.ts';
import { useJobReports } from './use-job-reports.ts';

/** Runs a quick task at once. Counts change before the service answers; a toast tells the outcome and offers Undo. */
export function useQuickAction(): (task: Task) => Promise<void> {
  const { api } = useSession();
  const expectCounts = useExpectCounts();
  const refresh = useRefresh();
  const toaster = useToaster();
  const { report } = useJobReports();
  return async (task) => {
    const change = changeOf(task);
    const takeBack = expectCounts(change);
    try {
      const asked = await startJob(api, jobBodyOf(task, null));
      const ended = await untilEnded(api, asked.uuid);
      // Somebody was left out or had changed before: only the service knows the counts.
      if (ended.changed !== task.count) takeBack();
      report(ended, { change });
    } catch (error) {
      takeBack();
      toaster.fail(error);
    }
    await refresh();
  };
}

/** By how much the task changes the counts, when it changes all of its contacts. */
function changeOf({ action, place, count }: Task): CountsChange {
  const status = statusOf(action);
  const some = count ?? 0;
  const groups = place.type === 'group' && action !== 'restore' ? { [place.group.uuid]: -some } : {};
  if (status === null) return { folders: {}, groups: action === 'remove_from_group' ? groups : {} };
  const left: readonly Folder[] =
    place.type === 'group' ? ['active'] : place.folder === 'dormant' ? ['dormant', 'active'] : [place.folder];
  return { folders: { ...Object.fromEntries(left.map((folder) => [folder, -some])), [status]: some }, groups };
}
