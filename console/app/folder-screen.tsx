import { lazy, Suspense } from 'react';
import type { Folder } from '../common/api/index.ts';
import { Loading } from '../common/components/index.ts';
import { ContactsScreen } from '../features/contacts/screen.tsx';
import { useIsFirstRun } from '../features/first-run/use-is-first-run.ts';

const FirstRun = lazy(() => import('../features/first-run/first-run.tsx'));

/** The contacts of a folder. A workspace without contacts shows how to get some instead. */
export function FolderScreen({ folder }: { readonly folder: Folder }) {
  const isFirstRun = useIsFirstRun(folder);
  if (!isFirstRun) return <ContactsScreen place={{ type: 'folder', folder }} />;
  return (
    <Suspense fallback={<Loading />}>
      <FirstRun />
    </Suspense>
  );
}
