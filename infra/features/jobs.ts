import { Duration, TimeZone } from 'aws-cdk-lib';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LINKS } from '../../functions/endpoints.ts';
import { EVERY_FIVE } from '../constructs/schedules.ts';
import { wakeOnDeadLetters } from '../constructs/work-queue.ts';
import { WORKERS } from '../deployment.ts';
import { nameSize } from './contacts.ts';
import { answers, type Feature } from './feature.ts';

/** Jobs that callers ask for. Counts tell whether a folder or group is too large to change without a preview. */
const http = answers(
  'jobs',
  { reads: ['F#', 'J#', 'N#'], writes: ['W#', 'J#'] },
  (fn, { api, files, tables, hashKey, queues }) => {
    api.endpoint(fn, LINKS);
    tables.contacts.grantRead(fn, 'C#', 'I#');
    tables.contacts.grantTell(fn);
    // A selection may name contacts by address.
    hashKey.grantRead(fn);
    // Whoever follows a link may do what the function that answers may do.
    files.grantRead(fn, 'exports/', 'imports/');
    queues.select.grantSend(fn);
    // Who ends a job looks whether the one that follows it has anybody.
    tables.contacts.grantIndexes(fn);
    // For what is left of an export that was interrupted.
    queues.files.grantSend(fn);
  },
);

/** Freezes a job's manifest page by page, and sends itself the cursor of the next page. */
const select: Feature = {
  name: 'jobs-select',
  entry: 'functions/jobs/jobs-select.ts',
  memory: 1024,
  timeout: 60,
  atMost: WORKERS,
  connect(fn, { files, hashKey, queues, snapshotsFrom, tables }) {
    // One step at a time: a job's next step is a new message, so a second one in a batch belongs to another job.
    queues.select.wake(fn, { batchSize: 1 });
    tables.contacts.grantRead(fn, 'C#', 'I#', 'G#', 'S#');
    tables.contacts.grantTell(fn);
    tables.contacts.grantIndexes(fn);
    // A search chooses by the workspace's snapshot, and asks for it.
    nameSize(fn, snapshotsFrom);
    tables.contacts.grantWrite(fn, 'S#');
    files.grantRead(fn, 'snapshots/');
    queues.snapshots.grantSend(fn);
    // It counts what nobody else has seen, and tells the audit log of a job that waits for a second person.
    tables.workspace.grantRead(fn, 'W#', 'J#', 'L#', 'N#', 'U#');
    tables.workspace.grantWrite(fn, 'W#', 'J#', 'L#', 'U#');
    // A query may name contacts by address.
    hashKey.grantRead(fn);
    queues.select.grantSend(fn);
    queues.work.grantSend(fn);
    // Jobs on files are selected by the function that reads files.
    queues.files.grantSend(fn);
  },
};

/** Changes the contacts of a slice. It marshals 500 contacts as fast as it can, so it gets a whole processor. */
const work: Feature = {
  name: 'jobs-work',
  entry: 'functions/jobs/jobs-work.ts',
  memory: 1769,
  timeout: 60,
  atMost: WORKERS,
  connect(fn, { files, hashKey, queues, tables }) {
    // A slice has 500 contacts: a second one in the batch would wait, and be retried with the first.
    queues.work.wake(fn, { batchSize: 1 });
    tables.contacts.grantRead(fn, 'C#', 'I#', 'G#');
    tables.contacts.grantWrite(fn, 'C#', 'I#', 'G#');
    tables.contacts.grantUpdateMany(fn, 'C#');
    tables.contacts.grantTell(fn);
    tables.workspace.grantRead(fn, 'W#', 'F#', 'J#');
    // A deletion is noted for the files that may hold these people.
    tables.workspace.grantWrite(fn, 'W#', 'F#', 'J#');
    hashKey.grantRead(fn);
    // The rows of an import, and the parts of an export; the first written part counts.
    files.grantRead(fn, 'imports/', 'exports/');
    files.grantWrite(fn, 'exports/');
    // For the last step of an export.
    queues.files.grantSend(fn);
    // For the next slice, and one that a throttled table postponed.
    queues.work.grantSend(fn);
    // A job that ends looks whether the one that follows it has anybody, and sends it.
    tables.contacts.grantIndexes(fn);
    queues.select.grantSend(fn);
  },
};

/** Records on a job that a slice or its selection was given up. */
const failed: Feature = {
  name: 'jobs-failed',
  entry: 'functions/jobs/jobs-failed.ts',
  // As many contacts as a worker holds.
  memory: 512,
  timeout: 30,
  atMost: 5,
  connect(fn, { alarms, deadLetters, queues, tables }) {
    wakeOnDeadLetters(fn, deadLetters, alarms);
    // For the slice after one that was given up, and the last step of an export.
    queues.work.grantSend(fn);
    queues.files.grantSend(fn);
    // For the job that follows one that ends here.
    queues.select.grantSend(fn);
    tables.contacts.grantIndexes(fn);
    tables.contacts.grantRead(fn, 'C#');
    tables.contacts.grantTell(fn);
    tables.workspace.grantRead(fn, 'W#', 'J#');
    tables.workspace.grantWrite(fn, 'W#', 'J#');
  },
};

/** Looks whether contacts own their addresses, and resends the open slices of jobs without progress. */
const watchdog: Feature = {
  name: 'jobs-watchdog',
  entry: 'functions/jobs/jobs-watchdog.ts',
  memory: 256,
  timeout: 60,
  atMost: 1,
  connect(fn, { alarms, hashKey, queues, schedules, tables }) {
    schedules.run('watchdog', fn, {
      at: ScheduleExpression.cron({ minute: EVERY_FIVE, timeZone: TimeZone.ETC_UTC }),
      worthRetryingFor: Duration.minutes(5),
    });
    // Its canary looks up addresses, and notes at the tables what it has found.
    tables.contacts.grantRead(fn, 'C#', 'I#', 'G#');
    tables.contacts.grantIndexes(fn);
    tables.contacts.grantNoteForm(fn);
    tables.contacts.grantTell(fn);
    // For erasures of which the stream's function tells nothing.
    tables.contacts.grantWrite(fn, 'C#', 'I#', 'G#');
    tables.workspace.grantRead(fn, 'W#', 'E#', 'F#', 'J#', 'M#', 'U#', 'WORKSPACES');
    // The audit log is told of jobs that nobody has approved in time.
    tables.workspace.grantWrite(fn, 'W#', 'E#', 'J#', 'M#', 'U#');
    hashKey.grantRead(fn);
    queues.select.grantSend(fn);
    queues.files.grantSend(fn);
    alarms.onSilence('jobs-watchdog', fn, {
      hours: 1,
      hurts: 'A job that lost its messages makes no progress, and no one knows.',
    });
  },
};

export const jobs: readonly Feature[] = [http, select, work, failed, watchdog];
