import { useSearchParams } from 'wouter';
import { FOLDERS, type Folder, useCounts } from '../../common/api/index.ts';

/** Whether to offer ways to add the first contacts: there are none. */
export function useIsFirstRun(folder: Folder): boolean {
  const [params] = useSearchParams();
  const counts = useCounts().data;
  if (counts === undefined || folder !== 'active' || params.get('query')) return false;
  return FOLDERS.every((one) => counts.folders[one] === 0);
}
