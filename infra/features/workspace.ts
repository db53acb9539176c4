import { OPEN_ENDPOINTS } from '../../functions/endpoints.ts';
import { nameSize } from './contacts.ts';
import { ANSWERS_REQUESTS, type Feature, FOR_REQUESTS } from './feature.ts';

/** Settings, tokens, counts, unknown paths. A time zone starts jobs for smart groups, a number of days a sweep. */
export const workspace: Feature = {
  name: 'workspace',
  entry: 'functions/workspace/workspace.ts',
  ...ANSWERS_REQUESTS,
  connect(fn, { api, files, queues, snapshotsFrom, tables }) {
    api.serve(fn, 'workspace');
    for (const endpoint of OPEN_ENDPOINTS) api.endpoint(fn, endpoint);
    api.health(fn);
    api.everythingElse(fn);
    tables.contacts.grantIndexes(fn);
    // How long contacts are quiet is counted by the snapshot, and changed contacts are read.
    tables.contacts.grantRead(fn, 'C#', 'S#');
    tables.contacts.grantWrite(fn, 'S#');
    files.grantRead(fn, 'snapshots/');
    queues.snapshots.grantSend(fn);
    nameSize(fn, snapshotsFrom);
    tables.workspace.grantRead(fn, ...FOR_REQUESTS.reads, 'D#', 'J#', 'N#');
    tables.workspace.grantWrite(fn, ...FOR_REQUESTS.writes, 'W#', 'J#', 'T#', 'P#');
    queues.select.grantSend(fn);
  },
};
