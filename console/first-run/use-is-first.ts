import { useIsMutating } from '@tanstack/react-query';
import { useCounts } from '../api/queries.ts';
import { FOLDERS } from '../api/types.ts';
import type { View } from '../contacts/place.ts';
import { useSession } from '../session/session.tsx';

/** Under which the making of the sample programme is known while it goes on. */
export const SAMPLE_KEY = ['sample'];

/** Whether the workspace has nobody at all, or only the first of its sample, and who looks may change that. */
export function useIsFirst({ place, query }: View): boolean {
  const { may } = useSession();
  const counts = useCounts().data;
  const isMaking = useIsMutating({ mutationKey: SAMPLE_KEY }) > 0;
  if (counts === undefined || query !== '' || place.type !== 'folder' || place.folder !== 'active') return false;
  return may('edit') && (isMaking || FOLDERS.every((folder) => counts.folders[folder] === 0));
}
