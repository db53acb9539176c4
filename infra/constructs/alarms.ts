import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { FeatureFunction } from './feature-function.ts';

export interface AlarmProps {
  /** Who is hurt, in one sentence; what to do is in the runbook. */
  readonly hurts: string;
  readonly metric: IMetric;
  /** The alarm goes off at this value and above (or below it, for a silence). */
  readonly threshold: number;
  /** Periods in a row; 1 unless given. */
  readonly periods?: number;
  /** Goes off when there is too little, or nothing at all, rather than too much. */
  readonly silence?: boolean;
}

/** Alarms that reach people through one topic. Each name is also a heading of `docs/runbook.md`; a test holds them together. */
export class Alarms extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { displayName: 'Dormouse alarms', enforceSSL: true });
  }

  /** @param name - unique within the account and region: the service is deployed once in each */
  add(name: string, { hurts, metric, threshold, periods = 1, silence = false }: AlarmProps): void {
    const alarm = new Alarm(this, name, {
      alarmName: `dormouse-${name}`,
      alarmDescription: `${hurts} What to do: docs/runbook.md#dormouse-${name}`,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: silence
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      // A function that is not called and a queue that is empty report nothing, and nothing is wrong.
      treatMissingData: silence ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
  }

  /** For functions that no caller waits for; a request's failure shows as `api-5xx`. */
  onErrors(fn: FeatureFunction, hurts: string): void {
    const metric = fn.lambda.metricErrors({ period: Duration.minutes(5), statistic: 'Sum' });
    this.add(`${fn.name}-errors`, { hurts, metric, threshold: 1 });
  }

  /** For functions that run by the clock: `<name>-silent` when there was no run in `period` (at most a day). */
  onSilence(fn: FeatureFunction, period: Duration, hurts: string): void {
    const metric = fn.lambda.metricInvocations({ period, statistic: 'Sum' });
    this.add(`${fn.name}-silent`, { hurts, metric, threshold: 1, silence: true });
  }
}
