import { Duration, TimeZone } from 'aws-cdk-lib';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { SWEEP_MINUTE } from '../../shared/domain/dormancy/sweep.ts';
import { ANSWERS_REQUESTS, type Feature, FOR_REQUESTS } from './feature.ts';

/** Groups. Making a smart one starts a job that finds its members, deleting one a job that removes them. */
const http: Feature = {
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

/**
 * Moves contacts in smart groups as days pass, flags dormant ones after midnight, and begins the nights of policies:
 * five minutes past the hour, after requests from before midnight.
 */
const refresh: Feature = {
  name: 'groups-turn',
  entry: 'functions/lifecycle/hourly.ts',
  memory: 512,
  // A look at two million people for policies takes ten minutes (ADR 101).
  timeout: 900,
  atMost: 1,
  connect(fn, { queues, schedules, tables }) {
    schedules.run('turn-groups', fn, {
      at: ScheduleExpression.cron({ minute: `${SWEEP_MINUTE}`, timeZone: TimeZone.ETC_UTC }),
      worthRetryingFor: Duration.hours(1),
    });
    tables.contacts.grantIndexes(fn);
    // Nights of policies look at contacts, at how many there are, and for addresses in queries.
    tables.contacts.grantRead(fn, 'C#', 'G#');
    tables.workspace.grantRead(fn, 'W#', 'J#', 'N#', 'WORKSPACES');
    tables.workspace.grantWrite(fn, 'W#', 'J#');
    queues.select.grantSend(fn);
  },
};

export const groups: readonly Feature[] = [http, refresh];
