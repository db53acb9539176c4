import { answers } from './feature.ts';

/** Groups. Making a smart one starts a job that finds its members, deleting one a job that removes them. */
export const groups = answers('groups', { reads: ['J#', 'N#'], writes: ['W#', 'J#'] }, (fn, { tables, queues }) => {
  // Whether a group is empty: its roster, and its members up to the first.
  tables.contacts.grantRead(fn, 'G#', 'C#');
  queues.select.grantSend(fn);
});
