import { Duration, Validations } from 'aws-cdk-lib';
import { SqsEventSource, type SqsEventSourceProps } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import { type DeadLetterQueue, PROTECTED } from './dead-letter-queue.ts';
import type { FeatureFunction } from './feature-function.ts';

interface WorkQueueProps {
  readonly alarms: Alarms;
  /** For messages that could not be handled. */
  readonly deadLetters: DeadLetterQueue;
  /** How old a message may become before an alarm, and who is affected; none where a workspace alone decides that. */
  readonly oldest?: { readonly age: Duration; readonly hurts: string };
  /** How long a delivered message stays hidden: at least six times the function's timeout (AWS's advice). */
  readonly visibilityTimeout: Duration;
}

/** Deliveries before a message is dead: enough to outlast a throttled minute or a deployment. */
const DELIVERIES = 5;

/** A queue with dead letters, and an alarm on its messages' age. Message groups are workspaces (fair queues). */
export class WorkQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { alarms, deadLetters, oldest, visibilityTimeout }: WorkQueueProps) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      ...PROTECTED,
      visibilityTimeout,
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: DELIVERIES },
    });
    if (oldest === undefined) return;
    alarms.add(`${id.toLowerCase()}-old`, {
      hurts: oldest.hurts,
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(5), statistic: 'Maximum' }),
      threshold: oldest.age.toSeconds(),
    });
  }

  /** Lets a function send, and gives it the URL, such as `SELECT_QUEUE_URL`. */
  grantSend(fn: FeatureFunction): void {
    const { id } = this.node;
    fn.setVariable(`${id.toUpperCase()}_QUEUE_URL`, this.queue.queueUrl);
    fn.allow(`Send${id}`, ['sqs:SendMessage'], [this.queue.queueArn]);
  }

  /**
   * Lets a function handle the messages, as many at once as it may run. It returns the ids of failed ones, and only
   * those are delivered again.
   */
  wake(fn: FeatureFunction, options: Pick<SqsEventSourceProps, 'batchSize'>): void {
    const reason = `After ${DELIVERIES} deliveries the queue itself moves a message to its dead letters.`;
    handleMessages(fn, this.queue, options, reason);
  }
}

/** Lets a function handle dead letters one by one. A queue with a reader is polled all the time, for $0.26 a month. */
export const wakeOnDeadLetters = (fn: FeatureFunction, deadLetters: DeadLetterQueue): void =>
  handleMessages(
    fn,
    deadLetters,
    { batchSize: 1 },
    'A dead letter that cannot be recorded stays where it is, and raises an alarm.',
  );

function handleMessages(fn: FeatureFunction, queue: Queue, options: SqsEventSourceProps, noDestination: string): void {
  const most = fn.atMost === undefined ? {} : { maxConcurrency: fn.atMost };
  fn.lambda.addEventSource(new SqsEventSource(queue, { ...options, ...most, reportBatchItemFailures: true }));
  Validations.of(fn).acknowledge({
    id: 'Serverless::Serverless-LambdaEventSourceMappingDestination',
    reason: noDestination,
  });
}
