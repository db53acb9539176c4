import { later } from '../components/index.ts';

/** Previews an action on a selection of contacts, and runs it when the user agrees. It comes after the first load. */
export const ActionSheet = later(() => import('./action-dialog.tsx'));
