import { Duration, TimeZone } from 'aws-cdk-lib';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { SWEEP_HOUR, SWEEP_MINUTE } from '../../shared/domain/policies/sweep.ts';
import type { Feature } from './feature.ts';

/**
 * What time does to contacts. Each hour it flags dormant ones after a midnight, moves contacts in smart groups, and
 * begins the nights of policies: five minutes past the hour, after requests from before midnight. Each night it keeps
 * the counts of the day, and deletes those archived for long.
 */
export const lifecycle: Feature = {
  name: 'lifecycle',
  entry: 'functions/lifecycle/lifecycle.ts',
  memory: 512,
  // A look at two million people for policies takes ten minutes (ADR 101).
  timeout: 900,
  // An hour's run may not have ended when the night's begins.
  atMost: 2,
  connect(fn, { bus, queues, schedules, tables }) {
    schedules.run('turn-groups', fn, {
      at: ScheduleExpression.cron({ minute: `${SWEEP_MINUTE}`, timeZone: TimeZone.ETC_UTC }),
      worthRetryingFor: Duration.hours(1),
      input: { run: 'hourly' },
    });
    schedules.run('flag-dormant', fn, {
      at: ScheduleExpression.cron({ hour: `${SWEEP_HOUR}`, minute: '0', timeZone: TimeZone.ETC_UTC }),
      within: Duration.minutes(30),
      worthRetryingFor: Duration.hours(6),
      input: { run: 'nightly' },
    });
    tables.contacts.grantIndexes(fn);
    // Nights of policies look at contacts, at how many there are, and for addresses in queries.
    tables.contacts.grantRead(fn, 'C#', 'G#');
    tables.workspace.grantRead(fn, 'D#', 'W#', 'J#', 'L#', 'N#', 'WORKSPACES');
    tables.workspace.grantWrite(fn, 'D#', 'W#', 'J#', 'L#');
    queues.select.grantSend(fn);
    // It announces deletions a week ahead.
    bus.grantPut(fn);
  },
};
