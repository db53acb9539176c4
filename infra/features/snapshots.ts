import { Duration, TimeZone } from 'aws-cdk-lib';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { MEMORY } from './contacts.ts';
import type { Feature } from './feature.ts';

/** Snapshots made at once: each reads a table as fast as one function can. */
const MAKERS = 4;

/** Makes snapshots of large workspaces, by which they are searched, and keeps them current (ADR 007). */
const make: Feature = {
  name: 'snapshots',
  entry: 'functions/snapshots/snapshots.ts',
  memory: 3_008,
  timeout: 900,
  atMost: MAKERS,
  connect(fn, { files, queues, tables }) {
    queues.snapshots.wake(fn, { batchSize: 1, sleeps: true });
    queues.snapshots.grantSend(fn);
    tables.contacts.grantRead(fn, 'C#', 'S#');
    tables.contacts.grantIndexes(fn);
    tables.contacts.grantWrite(fn, 'S#');
    tables.workspace.grantRead(fn, 'N#');
    files.grantRead(fn, 'snapshots/');
    files.grantWrite(fn, 'snapshots/');
  },
};

/** Every hour: has files written anew before they hold a deleted person for a day, and removes what nobody uses. */
const tidy: Feature = {
  name: 'snapshots-tidy',
  entry: 'functions/snapshots/snapshots-tidy.ts',
  memory: 256,
  timeout: 300,
  atMost: 1,
  connect(fn, { files, queues, schedules, tables }) {
    schedules.run('tidy-snapshots', fn, {
      at: ScheduleExpression.cron({ minute: '20', timeZone: TimeZone.ETC_UTC }),
      worthRetryingFor: Duration.hours(1),
    });
    queues.snapshots.grantSend(fn);
    tables.contacts.grantRead(fn, 'S#');
    tables.contacts.grantWrite(fn, 'S#');
    files.grantList(fn, 'snapshots/');
    files.grantRemove(fn, 'snapshots/');
  },
};

export const SEARCH_PART = 'snapshots-part';

/** Reads a part of a large snapshot for a search, which calls it (ADR 108). It costs nothing while nobody does. */
const part: Feature = {
  name: SEARCH_PART,
  entry: 'functions/snapshots/snapshots-part.ts',
  memory: MEMORY,
  // Whoever searches waits for seven seconds.
  timeout: 10,
  atMost: 24,
  spare: true,
  anyForm: true,
  connect(fn, { files }) {
    files.grantRead(fn, 'snapshots/');
  },
};

export const snapshots: readonly Feature[] = [make, tidy, part];
