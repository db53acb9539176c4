import { ArnFormat, Duration, Stack, Validations } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Reach, Stage } from '../deployment.ts';
import { type FeatureFunction, metricsNamespace } from './feature-function.ts';

interface AlarmProps {
  /** Who is affected, in one sentence; the runbook says what to do. */
  readonly hurts: string;
  readonly metric: IMetric;
  /** The alarm goes off from this value. */
  readonly threshold: number;
  /** How long it looks back; 1 unless given. */
  readonly periods?: number;
  /** In how many of these periods the value must be there; in all unless given. */
  readonly inAtLeast?: number;
  /** Also goes off when nothing is reported. */
  readonly silence?: boolean;
}

interface Silence {
  readonly hours: number;
  readonly hurts: string;
  /** Of a function that several schedules run, the runs of one of them. */
  readonly schedule?: string;
}

const PREFIX = 'dormouse-';

interface AlarmsProps {
  readonly stage: Stage;
  /** `email`: who gets a mail of each alarm, once it is confirmed. */
  readonly reach: Reach;
}

/** Alarms that reach people through one topic. Each name is also a heading of `docs/runbook.md`, as a test checks. */
export class Alarms extends Construct {
  readonly topic: Topic;
  /** Queues of which the watchdog tells (`duty.ts`), by the names of their alarms without `-dead-letters`. */
  readonly watched = new Map<string, IQueue>();
  /** Queues whose messages functions handle, by the names by which the watchdog knows them. */
  readonly queues = new Map<string, IQueue>();
  /** Mappings of queues that sleep while nobody needs them, by the same names. */
  readonly sleepers = new Map<string, SqsEventSource>();
  readonly #stage: Stage;
  readonly #docs: string;

  constructor(scope: Construct, id: string, { stage, reach: { email, docs } }: AlarmsProps) {
    super(scope, id);
    this.#stage = stage;
    this.#docs = docs;
    this.topic = new Topic(this, 'Topic', { displayName: `Dormouse${stage.suffix} alarms`, enforceSSL: true });
    const alarms = { service: 'cloudwatch', resource: 'alarm', resourceName: `${this.prefix}*` };
    const sources = Stack.of(this).formatArn({ ...alarms, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
    if (email !== null) this.#mail(email);
    this.letPublish('AlarmsPublish', 'cloudwatch.amazonaws.com', sources);
  }

  #mail(email: string): void {
    const subscription = this.topic.addSubscription(new EmailSubscription(email));
    Validations.of(subscription).acknowledge({
      id: 'Serverless::Serverless-SNSRedrivePolicy',
      reason: 'Nobody would look into a queue of mails that did not arrive.',
    });
  }

  /** Of the names of this stage's alarms; the runbook's headings are those of production. */
  get prefix(): string {
    return `dormouse${this.#stage.suffix}-`;
  }

  /** Where the runbook says what to do about an alarm. */
  chapter(name: string): string {
    return `${this.#docs}/runbook.md#${PREFIX}${name}`;
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
  add(name: string, { hurts, metric, threshold, periods = 1, inAtLeast = periods, silence = false }: AlarmProps): void {
    const alarm = new Alarm(this, name, {
      alarmName: `${this.prefix}${name}`,
      alarmDescription: `${hurts} What to do: ${this.chapter(name)}`,
      metric,
      threshold,
      evaluationPeriods: periods,
      datapointsToAlarm: inAtLeast,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      // An idle function and an empty queue report nothing, which is fine.
      treatMissingData: silence ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    alarm.addOkAction(new SnsAction(this.topic));
  }

  /**
   * `<name>-silent` when none of `hours` (at most 168) had a run that ended well: a period of a day would go off for a
   * late one. Lambda reports 0 errors for such a run, 1 for one that failed, and nothing without a run.
   */
  onSilence(name: string, { lambda }: FeatureFunction, { hours, hurts, schedule }: Silence): void {
    const dimensionsMap = {
      FunctionName: lambda.functionName,
      ...(schedule !== undefined && { Resource: `${lambda.functionName}:${schedule}` }),
    };
    const metric = lambda.metricErrors({ period: Duration.hours(1), statistic: 'Average', dimensionsMap });
    this.add(`${name}-silent`, { hurts, metric, threshold: 1, periods: hours, silence: true });
  }

  /** A queue whose messages functions handle. Throws for an unknown name. */
  queue(name: string): IQueue {
    const queue = this.queues.get(name);
    if (queue === undefined) throw new Error(`No queue is called ${name}.`);
    return queue;
  }

  /** What is counted for the whole stage in five minutes. */
  counted(metricName: string, dimensionsMap: Readonly<Record<string, string>> = {}): Metric {
    return new Metric({
      namespace: metricsNamespace(this.#stage),
      metricName,
      dimensionsMap: { ...dimensionsMap },
      period: Duration.minutes(5),
      statistic: 'Sum',
    });
  }
}
