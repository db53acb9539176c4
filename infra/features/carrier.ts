import { ArnFormat, Duration, Stack, TimeZone } from 'aws-cdk-lib';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import type { FeatureFunction } from '../constructs/feature-function.ts';
import type { OptOutList } from '../deployment.ts';
import type { Feature, Service } from './feature.ts';

/**
 * Tells the opt-out lists of AWS End User Messaging what is opted out here, and reads them, where the operator names some: of an opt-out that AWS answers itself
 * there is no event. Without a list it is a function that nothing calls, which costs nothing.
 */
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
    // Who has a number that is to be told, and whether it is refused now.
    tables.contacts.grantRead(fn, 'C#', 'I#');
    tables.contacts.grantIndexes(fn);
    tables.workspace.grantRead(fn, 'W#', 'O#');
    tables.workspace.grantWrite(fn, 'W#', 'O#');
    if (optOutLists.length === 0) return;
    nameLists(fn, service);
    // Runs take 13 minutes at most, so that no two ask AWS at the same time.
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

/** Lets a function know which workspaces have lists. */
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
