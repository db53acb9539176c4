import { ArnFormat, Duration, Stack, TimeZone } from 'aws-cdk-lib';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import type { FeatureFunction } from '../constructs/feature-function.ts';
import type { OptOutList } from '../deployment.ts';
import type { Feature, Service } from './feature.ts';

/** Reports opt-outs to AWS End User Messaging's lists, and reads them. Without a list nothing calls it. */
export const carrier: Feature = {
  name: 'carrier',
  entry: 'functions/carrier/carrier.ts',
  memory: 256,
  timeout: 840,
  atMost: 1,
  connect(fn, service) {
    const { hashKey, optOutLists, queues, schedules, tables } = service;
    queues.inbound.grantSend(fn);
    hashKey.grantRead(fn);
    // For the owner of a number, and the present state of its opt-out.
    tables.contacts.grantRead(fn, 'C#', 'I#');
    tables.contacts.grantIndexes(fn);
    tables.workspace.grantRead(fn, 'W#', 'O#');
    tables.workspace.grantWrite(fn, 'W#', 'O#');
    if (optOutLists.length === 0) return;
    nameLists(fn, service);
    // Runs take at most 13 minutes, so two never call AWS at once.
    schedules.run('carrier', fn, {
      at: ScheduleExpression.cron({ minute: '5,20,35,50', timeZone: TimeZone.ETC_UTC }),
      worthRetryingFor: Duration.minutes(30),
    });
    fn.allow(
      'UseOptOutLists',
      ['sms-voice:DescribeOptedOutNumbers', 'sms-voice:PutOptedOutNumber', 'sms-voice:DeleteOptedOutNumber'],
      [...new Set(optOutLists.map(({ list }) => list))].map((name) => arnOf(fn, name)),
    );
  },
};

/** Tells a function which workspaces have lists. */
export function nameLists(fn: FeatureFunction, { optOutLists }: Pick<Service, 'optOutLists'>): void {
  if (optOutLists.length > 0) fn.setVariable('OPT_OUT_LISTS', optOutLists.map(pairOf).join(','));
}

const pairOf = ({ list, workspace }: OptOutList): string => `${list}=${workspace}`;

const arnOf = (scope: Construct, list: string): string =>
  Stack.of(scope).formatArn({
    service: 'sms-voice',
    resource: 'opt-out-list',
    resourceName: list,
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
