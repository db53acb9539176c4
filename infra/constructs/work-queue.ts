import { type Duration, Validations } from 'aws-cdk-lib';
import { SqsEventSource, type SqsEventSourceProps } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import { DeadLetterQueue, PROTECTED } from './dead-letter-queue.ts';
import type { FeatureFunction } from './feature-function.ts';

export interface WorkQueueProps {
  readonly alarms: Alarms;
  /** Who is hurt when a message could not be handled. */
  readonly hurts: string;
  /** How long a message stays hidden after it was handed out: at least six times its function's timeout (AWS's advice). */
  readonly visibilityTimeout: Duration;
}

/** A message is dead after this many deliveries: enough to outlast a throttled minute or a deployment. */
const DELIVERIES = 5;

/** A queue with its dead-letter queue and the alarm on that. Senders set the message group to the workspace (fair queues). */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string, { alarms, hurts, visibilityTimeout }: WorkQueueProps) {
    super(scope, id);
    const name = id.toLowerCase();
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters', { alarms, name, hurts, visibilityTimeout });
    this.queue = new Queue(this, 'Queue', {
      ...PROTECTED,
      visibilityTimeout,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: DELIVERIES },
    });
  }

  /** Lets a function send, and gives it the queue's URL: `SELECT_QUEUE_URL` for the queue `Select`. */
  grantSend(fn: FeatureFunction): void {
    const { id } = this.node;
    fn.setVariable(`${id.toUpperCase()}_QUEUE_URL`, this.queue.queueUrl);
    fn.allow(`Send${id}`, ['sqs:SendMessage'], [this.queue.queueArn]);
  }

  /** Has a function handle the messages; it returns the ids of those that failed, and only those are delivered again. */
  wake(fn: FeatureFunction, options: Pick<SqsEventSourceProps, 'batchSize' | 'maxConcurrency'>): void {
    connect(
      fn,
      this.queue,
      options,
      `After ${DELIVERIES} deliveries the queue itself moves a message to its dead letters.`,
    );
  }

  wakeOnDeadLetters(fn: FeatureFunction): void {
    connect(
      fn,
      this.deadLetters,
      { batchSize: 1 },
      'A dead letter that cannot be recorded stays where it is, and raises an alarm.',
    );
  }
}

function connect(fn: FeatureFunction, queue: Queue, options: SqsEventSourceProps, noDestination: string): void {
  fn.lambda.addEventSource(new SqsEventSource(queue, { ...options, reportBatchItemFailures: true }));
  Validations.of(fn).acknowledge({
    id: 'Serverless::Serverless-LambdaEventSourceMappingDestination',
    reason: noDestination,
  });
}
