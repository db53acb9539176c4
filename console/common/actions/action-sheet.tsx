import { type ComponentProps, lazy, Suspense } from 'react';

/** The dialog is not part of the first load. */
const ActionDialog = lazy(() => import('./action-dialog.tsx'));

/** Previews an action on a selection of contacts, and runs it when the user agrees. */
export const ActionSheet = (props: ComponentProps<typeof ActionDialog>) => (
  <Suspense fallback={null}>
    <ActionDialog {...props} />
  </Suspense>
);
