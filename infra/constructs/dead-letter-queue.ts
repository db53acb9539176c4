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
  /** The chapter of the runbook is `<name>-dead-letters`. */
  readonly name: string;
  /** Set when a function handles what the watchdog has told of: six times its timeout. */
  readonly visibilityTimeout?: Duration;
}

/** Messages that could not be handled. The watchdog tells somebody of each, and again every day while it is there. */
export class DeadLetterQueue extends Queue {
  readonly name: string;

  constructor(scope: Construct, id: string, { alarms, name, visibilityTimeout }: DeadLetterQueueProps) {
    super(scope, id, { ...PROTECTED, retentionPeriod: KEPT_FOR, ...(visibilityTimeout && { visibilityTimeout }) });
    this.name = name;
    for (const id of ['AwsSolutions::AwsSolutions-SQS3', 'Serverless::Serverless-SQSRedrivePolicy']) {
      Validations.of(this).acknowledge({ id, reason: 'This is the dead-letter queue itself.' });
    }
    alarms.watched.set(name, this);
  }
}
