import { nameSize } from './contacts.ts';
import { ANSWERS_REQUESTS, type Feature, FOR_REQUESTS } from './feature.ts';

export const search: Feature = {
  name: 'search',
  entry: 'functions/search/search.ts',
  ...ANSWERS_REQUESTS,
  connect(fn, { api, snapshotsFrom, tables }) {
    api.serve(fn, 'search');
    // A query can be tested on one contact, and goes by a snapshot.
    tables.contacts.grantRead(fn, 'C#', 'S#');
    nameSize(fn, snapshotsFrom);
    // A query may ask which contacts ran through a flow.
    tables.workspace.grantRead(fn, ...FOR_REQUESTS.reads, 'J#', 'N#');
    tables.workspace.grantWrite(fn, ...FOR_REQUESTS.writes);
  },
};
