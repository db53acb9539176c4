import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Stage } from '../deployment.ts';
import { type FeatureFunction, metricsNamespace } from './feature-function.ts';

interface AlarmProps {
  /** Who is affected, in one sentence; the runbook says what to do. */
  readonly hurts: string;
  readonly metric: IMetric;
  /** The alarm goes off from this value (or below it, for a silence). */
  readonly threshold: number;
  /** Periods in a row; 1 unless given. */
  readonly periods?: number;
  /** Goes off for too little, or nothing, instead of too much. */
  readonly silence?: boolean;
}

interface CountAlarmProps {
  readonly hurts: string;
  readonly atLeast: number;
  readonly periods: number;
}

const PREFIX = 'dormouse-';

/** Alarms that reach people through one topic. Each name is also a heading of `docs/runbook.md`, as a test checks. */
export class Alarms extends Construct {
  readonly topic: Topic;
  readonly #stage: Stage;

  constructor(scope: Construct, id: string, { stage }: { readonly stage: Stage }) {
    super(scope, id);
    this.#stage = stage;
    this.topic = new Topic(this, 'Topic', { displayName: `Dormouse${stage.suffix} alarms`, enforceSSL: true });
    const alarms = { service: 'cloudwatch', resource: 'alarm', resourceName: `${this.prefix}*` };
    const sources = Stack.of(this).formatArn({ ...alarms, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
    this.letPublish('AlarmsPublish', 'cloudwatch.amazonaws.com', sources);
  }

  /** Of the names of this stage's alarms; the runbook's headings are those of production. */
  get prefix(): string {
    return `dormouse${this.#stage.suffix}-`;
  }

  /** A topic with a policy of its own lacks the default one, by which services of the account may publish. */
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

  /** @param name - unique in the account and region, where the service is deployed once */
  add(name: string, { hurts, metric, threshold, periods = 1, silence = false }: AlarmProps): void {
    const alarm = new Alarm(this, name, {
      alarmName: `${this.prefix}${name}`,
      alarmDescription: `${hurts} What to do: docs/runbook.md#${PREFIX}${name}`,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: silence
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      // An idle function and an empty queue report nothing, which is fine.
      treatMissingData: silence ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
  }

  /** For functions of queues: one crashed or ran out of time. All others have `api-5xx` or a dead-letter queue. */
  onErrors(fn: FeatureFunction, hurts: string): void {
    const metric = fn.lambda.metricErrors({ period: Duration.minutes(5), statistic: 'Sum' });
    this.add(`${fn.name}-errors`, { hurts, metric, threshold: 1 });
  }

  /** `<name>-silent` when none of `hours` (at most 168) had a run: a period of a day would go off for a late one. */
  onSilence(fn: FeatureFunction, hours: number, hurts: string): void {
    const metric = fn.lambda.metricInvocations({ period: Duration.hours(1), statistic: 'Sum' });
    this.add(`${fn.name}-silent`, { hurts, metric, threshold: 1, periods: hours, silence: true });
  }

  /** For what functions count (`shared/lambda/faults.ts`): `atLeast` in five minutes, `periods` times in a row. */
  onCount(name: string, metricName: string, { hurts, atLeast, periods }: CountAlarmProps): void {
    const metric = new Metric({
      namespace: metricsNamespace(this.#stage),
      metricName,
      dimensionsMap: { service: 'dormouse' },
      period: Duration.minutes(5),
      statistic: 'Sum',
    });
    this.add(name, { hurts, metric, threshold: atLeast, periods });
  }
}
