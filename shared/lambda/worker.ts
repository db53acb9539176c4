import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type {
  DynamoDBBatchResponse,
  DynamoDBRecord,
  DynamoDBStreamEvent,
  SQSBatchResponse,
  SQSEvent,
  SQSRecord,
} from 'aws-lambda';
import * as z from 'zod/mini';
import { BusyError } from '../data/dynamo/index.ts';
import type { WorkspaceId } from '../domain/ids.ts';
import type { QueueName } from '../messages/queues.ts';
import { countFailedDeliveries } from './faults.ts';
import { handlerOn, stack } from './handler.ts';
import type { Openers, Runtime } from './runtime.ts';

/** A queue's handler: validates and handles each message, and reports those that throw for redelivery. */
export function queueHandler<Schema extends z.core.$ZodType>(
  schema: Schema,
  handle: (message: z.output<Schema>, runtime: Runtime) => Promise<void>,
  openers: Openers = {},
) {
  return handlerOn(openers, (runtime) => {
    const processor = new BatchProcessor(EventType.SQS);
    const record = async ({ body }: SQSRecord): Promise<void> => {
      try {
        await handle(z.parse(schema, JSON.parse(body)), runtime);
      } catch (error) {
        runtime.logger.error('message failed', error as Error);
        throw error;
      }
    };
    return stack<SQSEvent, SQSBatchResponse>(runtime).handler(async (event, context) => {
      const response = await processPartialResponse(event, record, processor, {
        context,
        processInParallel: false,
        throwOnFullBatchFailure: false,
      });
      const failed = response.batchItemFailures.length;
      if (failed > 0) countFailedDeliveries(runtime.metrics, failed);
      return response;
    });
  });
}

type Working = Pick<Runtime, 'data' | 'files' | 'queues' | 'logger' | 'metrics' | 'now'>;

/** Seconds until a postponed message comes again, at most. */
const PUT_OFF = 10;

/**
 * Handles a queue's messages. One that a throttled table stopped is sent again as a copy: SQS gives up after five
 * deliveries, and a throttled table is no reason for that. `shown`: the parts of a message that may be logged.
 */
export const puttingOff =
  <Message extends { readonly workspace: WorkspaceId }, Needed extends Working = Working>(
    queue: QueueName,
    handle: (message: Message, runtime: Needed) => Promise<void>,
    shown: (message: Message) => object = (message) => message,
  ) =>
  async (message: Message, runtime: Needed): Promise<void> => {
    try {
      await handle(message, runtime);
    } catch (error) {
      if (!(error instanceof BusyError)) throw error;
      runtime.logger.warn('message put off', { put_off: shown(message), error });
      const delay = 1 + Math.floor(Math.random() * PUT_OFF);
      await runtime.queues.send(queue, [message], message.workspace, { delay });
    }
  };

/** The handler of a stream: reports the record from which the batch must be delivered again, if any. */
export const streamHandler = (
  handle: (records: readonly DynamoDBRecord[], runtime: Runtime) => Promise<{ failedFrom?: string }>,
  openers: Openers = {},
) =>
  handlerOn(openers, (runtime) =>
    stack<DynamoDBStreamEvent, DynamoDBBatchResponse>(runtime).handler(async ({ Records }) => {
      const { failedFrom } = await handle(Records, runtime);
      return { batchItemFailures: failedFrom === undefined ? [] : [{ itemIdentifier: failedFrom }] };
    }),
  );

/** The handler of a schedule: runs, and logs the returned counts. The schedule or a person sends `event`. */
export const scheduleHandler = (
  run: (runtime: Runtime, event: unknown) => Promise<Record<string, number>>,
  openers: Openers = {},
) =>
  handlerOn(openers, (runtime) =>
    stack<unknown, Record<string, number>>(runtime).handler(async (event) => {
      const counts = await run(runtime, event);
      runtime.logger.info('done', { counts });
      return counts;
    }),
  );
