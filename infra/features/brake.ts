import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { FilterOrPolicy, SubscriptionFilter } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { FeatureFunction } from '../constructs/feature-function.ts';
import type { Feature, Service } from './feature.ts';

/** Lowers the API's rates when an hour has more requests than its budget. Without a budget nothing calls it. */
export const brake: Feature = {
  name: 'brake',
  entry: 'functions/brake/brake.ts',
  memory: 128,
  timeout: 30,
  atMost: 1,
  brief: true,
  anyForm: true,
  connect: () => undefined,
};

/** @param hourly - requests an hour; 0: any number */
export function addBrake({ alarms, api }: Pick<Service, 'alarms' | 'api'>, fn: FeatureFunction, hourly: number): void {
  if (hourly === 0) return;
  alarms.add('requests-braked', {
    hurts: 'An hour had more requests than its budget: the API allows a tenth of its rates until it is quiet.',
    metric: api.api.metricCount({ period: Duration.hours(1), statistic: 'Sum' }),
    threshold: hourly,
  });
  const subscription = alarms.topic.addSubscription(
    new LambdaSubscription(fn.lambda, {
      filterPolicyWithMessageBody: {
        AlarmName: FilterOrPolicy.filter(
          SubscriptionFilter.stringFilter({ allowlist: [`${alarms.prefix}requests-braked`] }),
        ),
      },
    }),
  );
  Validations.of(subscription).acknowledge({
    id: 'Serverless::Serverless-SNSRedrivePolicy',
    reason: 'SNS tries a function for hours, and the alarm has told people.',
  });
  api.letBrake(fn);
  const { region, partition } = Stack.of(fn);
  const { apiId } = api.api;
  fn.setVariable('API_ID', apiId);
  fn.allow('SetRates', ['apigateway:PATCH'], [`arn:${partition}:apigateway:${region}::/apis/${apiId}/stages/$default`]);
}
