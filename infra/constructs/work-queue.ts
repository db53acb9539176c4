import { Duration, Validations } from 'aws-cdk-lib';
import { SqsEventSource, type SqsEventSourceProps } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import type { FeatureFunction } from './feature-function.ts';

/** Every queue is encrypted and requires TLS. */
const PROTECTED = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true } satisfies QueueProps;

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

interface WorkQueueProps {
  readonly alarms: Alarms;
  /** For messages that could not be handled. */
  readonly deadLetters: DeadLetterQueue;
  /** How long a delivered message stays hidden: at least six times the function's timeout (AWS's advice). */
  readonly visibilityTimeout: Duration;
}

/** Deliveries before a message is dead: enough to outlast a throttled minute or a deployment. */
const DELIVERIES = 5;

/**
 * A queue with dead letters. Alarms look how old its messages are (`service-alarms.ts`). Message groups are workspaces
 * (fair queues).
 */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly #alarms: Alarms;

  constructor(scope: Construct, id: string, { alarms, deadLetters, visibilityTimeout }: WorkQueueProps) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      ...PROTECTED,
      visibilityTimeout,
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: DELIVERIES },
    });
    this.#alarms = alarms;
    alarms.queues.set(id.toLowerCase(), this.queue);
  }

  /** Lets a function send, and gives it the URL, such as `SELECT_QUEUE_URL`. */
  grantSend(fn: FeatureFunction): void {
    const { id } = this.node;
    fn.setVariable(`${id.toUpperCase()}_QUEUE_URL`, this.queue.queueUrl);
    fn.allow(`Send${id}`, ['sqs:SendMessage'], [this.queue.queueArn]);
  }

  /**
   * Lets a function handle the messages, as many at once as it may run. It returns the ids of failed ones, and only
   * those are delivered again. A queue with a reader is polled all the time, for $0.26 a month. One that `sleeps` is
   * not, until the watchdog finds something in it, five minutes later at most (ADR 099).
   */
  wake(
    fn: FeatureFunction,
    { batchSize, sleeps = false }: { readonly batchSize: number; readonly sleeps?: boolean },
  ): void {
    const reason = `After ${DELIVERIES} deliveries the queue itself moves a message to its dead letters.`;
    const source = handleMessages(fn, this.queue, { batchSize, enabled: !sleeps }, reason);
    if (sleeps) this.#alarms.sleepers.set(this.node.id.toLowerCase(), source);
  }
}

/** Lets a function handle dead letters one by one, of which the watchdog has told before. */
export function wakeOnDeadLetters(fn: FeatureFunction, deadLetters: DeadLetterQueue, alarms: Alarms): void {
  const reason = 'A dead letter that cannot be recorded stays where it is, and the watchdog reports it every day.';
  const name = `${deadLetters.name}-dead-letters`;
  alarms.queues.set(name, deadLetters);
  alarms.sleepers.set(name, handleMessages(fn, deadLetters, { batchSize: 1, enabled: false }, reason));
}

function handleMessages(
  fn: FeatureFunction,
  queue: Queue,
  options: SqsEventSourceProps,
  noDestination: string,
): SqsEventSource {
  const most = fn.atMost === undefined ? {} : { maxConcurrency: fn.atMost };
  const source = new SqsEventSource(queue, { ...options, ...most, reportBatchItemFailures: true });
  fn.lambda.addEventSource(source);
  Validations.of(fn).acknowledge({
    id: 'Serverless::Serverless-LambdaEventSourceMappingDestination',
    reason: noDestination,
  });
  return source;
}
