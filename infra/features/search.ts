import { MEMORY, nameSize } from './contacts.ts';
import { answers } from './feature.ts';

/** Queries and facets. A query may ask which contacts ran through a flow. */
export const search = answers(
  'search',
  { reads: ['J#', 'N#'], memory: MEMORY },
  (fn, { files, queues, snapshotsFrom, tables }) => {
    // A query can be tested on one contact, and its matches are counted: by a snapshot, or by the tables.
    tables.contacts.grantRead(fn, 'C#', 'S#');
    tables.contacts.grantIndexes(fn);
    tables.contacts.grantWrite(fn, 'S#');
    files.grantRead(fn, 'snapshots/');
    queues.snapshots.grantSend(fn);
    nameSize(fn, snapshotsFrom);
  },
);
