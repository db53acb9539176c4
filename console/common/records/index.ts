export { ANY, limitsOf, type RecordFilter, useRecordFilter } from './record-filter.ts';
export { SaveButton, type SavedColumn } from './save-button.tsx';
export { useActors } from './use-actors.ts';
export { WhoAndDays } from './who-and-days.tsx';
