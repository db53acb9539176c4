import { OPEN_ENDPOINTS } from '../../functions/endpoints.ts';
import { nameSize } from './contacts.ts';
import { answers } from './feature.ts';

/** Settings, tokens, counts, unknown paths. A time zone starts jobs for smart groups, a number of days a sweep. */
export const workspace = answers(
  'workspace',
  { reads: ['D#', 'J#', 'N#'], writes: ['W#', 'J#', 'T#', 'P#'] },
  (fn, { api, files, queues, snapshotsFrom, tables }) => {
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
    queues.select.grantSend(fn);
  },
);
