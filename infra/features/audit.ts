import { Duration, TimeZone } from 'aws-cdk-lib';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import type { Feature } from './feature.ts';

/** Compares derived data with contacts and repairs it, twice a night: a recount waits after its beginning. */
export const audit: Feature = {
  name: 'audit',
  entry: 'functions/audit/audit.ts',
  memory: 1024,
  timeout: 300,
  atMost: 1,
  connect(fn, { hashKey, schedules, tables }) {
    schedules.run('audit', fn, {
      at: ScheduleExpression.cron({ hour: '2', minute: '0,30', timeZone: TimeZone.ETC_UTC }),
      worthRetryingFor: Duration.minutes(30),
    });
    tables.contacts.grantRead(fn, 'C#', 'I#', 'G#');
    tables.contacts.grantIndexes(fn);
    tables.contacts.grantWrite(fn, 'C#', 'I#', 'G#');
    tables.workspace.grantRead(fn, 'W#', 'E#', 'J#', 'M#', 'N#', 'WORKSPACES');
    // For the erasure of a contact whose stream record was lost.
    tables.workspace.grantWrite(fn, 'W#', 'E#', 'J#', 'M#', 'N#');
    hashKey.grantRead(fn);
  },
};
