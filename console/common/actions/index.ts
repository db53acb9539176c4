export { ActionSheet } from './action-sheet.tsx';
export { Warnings } from './preview-summary.tsx';
export { isQuick, type Task } from './task.ts';
export { useQuickAction } from './use-quick-action.ts';
