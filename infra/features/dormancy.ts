import { Duration, TimeZone } from 'aws-cdk-lib';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { SWEEP_HOUR } from '../../shared/domain/dormancy/sweep.ts';
import type { Feature } from './feature.ts';

/**
 * Keeps the counts of each day, and starts the nightly jobs: they flag contacts not seen for long, and delete those
 * archived for long.
 */
export const dormancy: Feature = {
  name: 'dormancy',
  entry: 'functions/lifecycle/nightly.ts',
  memory: 512,
  timeout: 300,
  atMost: 1,
  connect(fn, { bus, queues, schedules, tables }) {
    schedules.run('flag-dormant', fn, {
      at: ScheduleExpression.cron({ hour: `${SWEEP_HOUR}`, minute: '0', timeZone: TimeZone.ETC_UTC }),
      within: Duration.minutes(30),
      worthRetryingFor: Duration.hours(6),
    });
    tables.contacts.grantIndexes(fn);
    tables.workspace.grantRead(fn, 'D#', 'W#', 'J#', 'N#', 'WORKSPACES');
    tables.workspace.grantWrite(fn, 'D#', 'J#');
    queues.select.grantSend(fn);
    // It announces deletions a week ahead.
    bus.grantPut(fn);
  },
};
