import { ArnFormat, Duration, Stack, TimeZone } from 'aws-cdk-lib';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import type { Feature } from './feature.ts';

/**
 * Reads the opt-out lists of AWS End User Messaging, where the operator names some: of an opt-out that AWS answers itself there is no event. Without a list it
 * is a function that nothing calls, which costs nothing.
 */
export const carrier: Feature = {
  name: 'carrier',
  entry: 'functions/carrier/carrier.ts',
  memory: 256,
  timeout: 840,
  atMost: 1,
  connect(fn, { optOutLists, queues: { inbound }, schedules, tables }) {
    inbound.grantSend(fn);
    tables.workspace.grantRead(fn, 'W#');
    tables.workspace.grantWrite(fn, 'W#');
    if (optOutLists.length === 0) return;
    schedules.run('carrier', fn, {
      at: ScheduleExpression.cron({ minute: '20', timeZone: TimeZone.ETC_UTC }),
      worthRetryingFor: Duration.minutes(30),
    });
    const names = [...new Set(optOutLists.map(({ list }) => list))];
    fn.setVariable('OPT_OUT_LISTS', optOutLists.map(({ list, workspace }) => `${list}=${workspace}`).join(','));
    fn.allow(
      'ReadOptOutLists',
      ['sms-voice:DescribeOptedOutNumbers'],
      names.map((name) => arnOf(fn, name)),
    );
  },
};

const arnOf = (scope: Construct, list: string): string =>
  Stack.of(scope).formatArn({
    service: 'sms-voice',
    resource: 'opt-out-list',
    resourceName: list,
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
