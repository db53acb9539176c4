import { ANSWERS_REQUESTS, type Feature, FOR_REQUESTS } from './feature.ts';

/** Groups. Making a smart one starts a job that finds its members, deleting one a job that removes them. */
export const groups: Feature = {
  name: 'groups',
  entry: 'functions/groups/groups.ts',
  ...ANSWERS_REQUESTS,
  connect(fn, { api, tables, queues }) {
    api.serve(fn, 'groups');
    // Whether a group is empty: its roster, and its members up to the first.
    tables.contacts.grantRead(fn, 'G#', 'C#');
    tables.workspace.grantRead(fn, ...FOR_REQUESTS.reads, 'J#', 'N#');
    tables.workspace.grantWrite(fn, ...FOR_REQUESTS.writes, 'W#', 'J#');
    queues.select.grantSend(fn);
  },
};
