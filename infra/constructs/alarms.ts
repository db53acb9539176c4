import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { type FeatureFunction, METRICS_NAMESPACE } from './feature-function.ts';

interface AlarmProps {
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

interface CountAlarmProps {
  readonly hurts: string;
  readonly atLeast: number;
  readonly periods: number;
}

const PREFIX = 'dormouse-';

/** Alarms that reach people through one topic. Each name is also a heading of `docs/runbook.md`; a test holds them together. */
export class Alarms extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { displayName: 'Dormouse alarms', enforceSSL: true });
    const alarms = { service: 'cloudwatch', resource: 'alarm', resourceName: `${PREFIX}*` };
    const sources = Stack.of(this).formatArn({ ...alarms, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
    this.letPublish('AlarmsPublish', 'cloudwatch.amazonaws.com', sources);
  }

  /**
   * A topic with a policy of its own, such as that against callers without TLS, no longer has the one that let services of its account publish.
   * @param sources - ARN of what the service publishes for, which may have wildcards
   */
  letPublish(sid: string, service: string, sources: string): void {
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid,
        principals: [new ServicePrincipal(service)],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
          ArnLike: { 'aws:SourceArn': sources },
        },
      }),
    );
  }

  /** @param name - unique within the account and region: the service is deployed once in each */
  add(name: string, { hurts, metric, threshold, periods = 1, silence = false }: AlarmProps): void {
    const alarm = new Alarm(this, name, {
      alarmName: `${PREFIX}${name}`,
      alarmDescription: `${hurts} What to do: docs/runbook.md#${PREFIX}${name}`,
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

  /**
   * For functions that a queue wakes: a message whose function crashed or ran out of time. A request's failure shows as `api-5xx`; a
   * scheduled run, a batch of the stream and a dead letter that failed to the end are in a dead-letter queue, which has its alarm.
   */
  onErrors(fn: FeatureFunction, hurts: string): void {
    const metric = fn.lambda.metricErrors({ period: Duration.minutes(5), statistic: 'Sum' });
    this.add(`${fn.name}-errors`, { hurts, metric, threshold: 1 });
  }

  /**
   * For functions that run by the clock: `<name>-silent` when there was no run in any of the last `hours`, at most 168. A single period of a
   * day would go off on a day in which the run is late within its time window.
   */
  onSilence(fn: FeatureFunction, hours: number, hurts: string): void {
    const metric = fn.lambda.metricInvocations({ period: Duration.hours(1), statistic: 'Sum' });
    this.add(`${fn.name}-silent`, { hurts, metric, threshold: 1, periods: hours, silence: true });
  }

  /** For what functions count themselves (`shared/lambda/faults.ts`): `periods` times in a row at least `atLeast` in five minutes. */
  onCount(name: string, metricName: string, { hurts, atLeast, periods }: CountAlarmProps): void {
    const metric = new Metric({
      namespace: METRICS_NAMESPACE,
      metricName,
      dimensionsMap: { service: 'dormouse' },
      period: Duration.minutes(5),
      statistic: 'Sum',
    });
    this.add(name, { hurts, metric, threshold: atLeast, periods });
  }
}
