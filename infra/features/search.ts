import { MEMORY, nameSize } from './contacts.ts';
import { ANSWERS_REQUESTS, type Feature, FOR_REQUESTS } from './feature.ts';

export const search: Feature = {
  name: 'search',
  entry: 'functions/search/search.ts',
  ...ANSWERS_REQUESTS,
  memory: MEMORY,
  connect(fn, { api, files, queues, snapshotsFrom, tables }) {
    api.serve(fn, 'search');
    // A query can be tested on one contact, and its matches are counted: by a snapshot, or by the tables.
    tables.contacts.grantRead(fn, 'C#', 'S#');
    tables.contacts.grantIndexes(fn);
    tables.contacts.grantWrite(fn, 'S#');
    files.grantRead(fn, 'snapshots/');
    queues.snapshots.grantSend(fn);
    nameSize(fn, snapshotsFrom);
    // A query may ask which contacts ran through a flow.
    tables.workspace.grantRead(fn, ...FOR_REQUESTS.reads, 'J#', 'N#');
    tables.workspace.grantWrite(fn, ...FOR_REQUESTS.writes);
  },
};
