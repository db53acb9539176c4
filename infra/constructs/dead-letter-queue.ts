import { Duration, Validations } from 'aws-cdk-lib';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';

/** Every queue is encrypted and requires TLS. */
export const PROTECTED = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true } satisfies QueueProps;

/** SQS's maximum. A message keeps its first sending time, so this must be well above the queues' four days. */
const KEPT_FOR = Duration.days(14);

interface DeadLetterQueueProps {
  readonly alarms: Alarms;
  /** The alarm is `<name>-dead-letters`. */
  readonly name: string;
  readonly hurts: string;
  /** Set when a function empties the queue: six times its timeout. Then there is an alarm, else the watchdog tells. */
  readonly visibilityTimeout?: Duration;
}

/** Messages that could not be handled. Somebody is told of each, and again every day while it is there. */
export class DeadLetterQueue extends Queue {
  constructor(scope: Construct, id: string, { alarms, name, hurts, visibilityTimeout }: DeadLetterQueueProps) {
    super(scope, id, { ...PROTECTED, retentionPeriod: KEPT_FOR, ...(visibilityTimeout && { visibilityTimeout }) });
    for (const id of ['AwsSolutions::AwsSolutions-SQS3', 'Serverless::Serverless-SQSRedrivePolicy']) {
      Validations.of(this).acknowledge({ id, reason: 'This is the dead-letter queue itself.' });
    }
    if (visibilityTimeout === undefined) alarms.watched.set(name, this);
    else
      alarms.add(`${name}-dead-letters`, {
        hurts,
        metric: this.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5), statistic: 'Maximum' }),
        threshold: 1,
      });
  }
}
