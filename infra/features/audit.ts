import { Duration, TimeZone } from 'aws-cdk-lib';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { EVERY_FIVE } from '../constructs/schedules.ts';
import type { Feature } from './feature.ts';

/**
 * Compares derived data with contacts and repairs it. Each run goes on where the last one stopped: an hour is
 * enough for 10 million contacts, and seven nights for 100 million. A whole processor reads as fast as it can.
 */
export const audit: Feature = {
  name: 'audit',
  entry: 'functions/audit/audit.ts',
  memory: 1769,
  timeout: 300,
  atMost: 1,
  connect(fn, { files, hashKey, schedules, tables }) {
    schedules.run('audit', fn, {
      at: ScheduleExpression.cron({ hour: '2,3', minute: EVERY_FIVE, timeZone: TimeZone.ETC_UTC }),
      worthRetryingFor: Duration.minutes(5),
    });
    tables.contacts.grantRead(fn, 'C#', 'I#', 'G#');
    tables.contacts.grantScan(fn);
    tables.contacts.grantIndexes(fn);
    tables.contacts.grantWrite(fn, 'C#', 'I#', 'G#');
    tables.workspace.grantRead(fn, 'W#', 'E#', 'J#', 'M#', 'N#', 'WORKSPACES');
    // For the erasure of a contact whose stream record was lost.
    tables.workspace.grantWrite(fn, 'W#', 'E#', 'J#', 'M#', 'N#');
    files.grantRead(fn, 'audit/');
    files.grantWrite(fn, 'audit/');
    files.grantRemove(fn, 'audit/');
    hashKey.grantRead(fn);
  },
};
