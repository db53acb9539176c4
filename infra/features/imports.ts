import { answers, type Feature } from './feature.ts';

const http = answers('imports', { reads: ['J#'], writes: ['J#', 'W#'] }, (fn, { files, queues }) => {
  files.grantRead(fn, 'imports/');
  // A form can do no more than its signer.
  files.grantWrite(fn, 'imports/');
  queues.select.grantSend(fn);
  // Functions that read files also make reports.
  queues.files.grantSend(fn);
  queues.pull.grantSend(fn);
});

/** Files read at once: each needs a processor, and a workspace's imports wait for each other. */
const READERS = 4;

/** Reads files of up to five gigabytes, and writes exports and reports, for minutes, with a whole processor. */
const files: Feature = {
  name: 'imports-files',
  entry: 'functions/imports/imports-files.ts',
  memory: 2_048,
  timeout: 900,
  atMost: READERS,
  connect(fn, { files: store, hashKey, queues, tables }) {
    queues.files.wake(fn, { batchSize: 1 });
    tables.contacts.grantRead(fn, 'C#', 'I#');
    tables.contacts.grantTell(fn);
    // Without a preview, as when it is repeated, an import may have to wait for a second person.
    tables.workspace.grantRead(fn, 'W#', 'F#', 'J#', 'L#', 'U#');
    tables.workspace.grantWrite(fn, 'W#', 'F#', 'J#', 'L#', 'U#');
    // It puts the parts of exports together, too.
    store.grantRead(fn, 'imports/', 'exports/');
    store.grantWrite(fn, 'imports/', 'exports/');
    // Of people who were deleted for good, and what no job needs any more.
    store.grantRemove(fn, 'imports/', 'exports/');
    hashKey.grantRead(fn);
    queues.select.grantSend(fn);
    // Who ends a job looks whether the one that follows it has anybody.
    tables.contacts.grantIndexes(fn);
    queues.files.grantSend(fn);
  },
};

/** Concurrent pulls: a workspace asks one source, and waits between two requests. */
const PULLERS = 5;

/** Reads ten pages from TextIt, and waits between two of them as its rate limit demands. */
const pull: Feature = {
  name: 'imports-pull',
  entry: 'functions/imports/imports-pull.ts',
  memory: 512,
  timeout: 120,
  atMost: PULLERS,
  connect(fn, { files: store, queues, tables }) {
    queues.pull.wake(fn, { batchSize: 1, sleeps: true });
    queues.pull.grantSend(fn);
    queues.select.grantSend(fn);
    tables.workspace.grantRead(fn, 'J#');
    tables.workspace.grantWrite(fn, 'J#');
    store.grantRead(fn, 'imports/');
    store.grantWrite(fn, 'imports/');
  },
};

export const imports: readonly Feature[] = [http, files, pull];
