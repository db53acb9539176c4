import { Duration, Validations } from 'aws-cdk-lib';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';

/** Every queue here is encrypted and takes TLS only. */
export const PROTECTED = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true } satisfies QueueProps;

/** The longest that SQS can. A message keeps its first sending time, so this must be well above the queues' four days. */
const KEPT_FOR = Duration.days(14);

interface DeadLetterQueueProps {
  readonly alarms: Alarms;
  /** The alarm is `<name>-dead-letters`. */
  readonly name: string;
  readonly hurts: string;
  /** Set when a function empties the queue: six times that function's timeout. */
  readonly visibilityTimeout?: Duration;
}

/** Where messages end that could not be handled. Anything waiting in it raises an alarm. */
export class DeadLetterQueue extends Queue {
  constructor(scope: Construct, id: string, { alarms, name, hurts, visibilityTimeout }: DeadLetterQueueProps) {
    super(scope, id, { ...PROTECTED, retentionPeriod: KEPT_FOR, ...(visibilityTimeout && { visibilityTimeout }) });
    for (const id of ['AwsSolutions::AwsSolutions-SQS3', 'Serverless::Serverless-SQSRedrivePolicy']) {
      Validations.of(this).acknowledge({ id, reason: 'This is the dead-letter queue itself.' });
    }
    alarms.add(`${name}-dead-letters`, {
      hurts,
      metric: this.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5), statistic: 'Maximum' }),
      threshold: 1,
    });
  }
}
