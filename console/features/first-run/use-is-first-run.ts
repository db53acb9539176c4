import { useIsMutating } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { FOLDERS, type Folder, useCounts } from '../../common/api/index.ts';

export const SAMPLE_KEY = ['sample'];

/** Whether to offer ways to add the first contacts: there are none, or only those that the sample has added so far. */
export function useIsFirstRun(folder: Folder): boolean {
  const [params] = useSearchParams();
  const counts = useCounts().data;
  const isMaking = useIsMutating({ mutationKey: SAMPLE_KEY }) > 0;
  if (counts === undefined || folder !== 'active' || params.get('query')) return false;
  return isMaking || FOLDERS.every((one) => counts.folders[one] === 0);
}
