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
import { BusyError, FormError, formProblem, requireForm } from '../../data/dynamo/index.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { QueueName } from '../../messages/queues.ts';
import { countFailedDeliveries, countFailedProjections } from './faults.ts';
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

/** Does what concerns one message; an error has only that message delivered again. */
type Each<Message> = (message: Message, act: () => Promise<void>) => Promise<void>;

/** Like `queueHandler`, for messages that cost less together: `handle` has the valid ones of a delivery, in order. */
export function queueBatchHandler<Schema extends z.core.$ZodType>(
  schema: Schema,
  handle: (messages: readonly z.output<Schema>[], runtime: Runtime, each: Each<z.output<Schema>>) => Promise<void>,
  openers: Openers = {},
) {
  return handlerOn(openers, (runtime) =>
    stack<SQSEvent, SQSBatchResponse>(runtime).handler(async ({ Records }) => {
      const failed = new Set<SQSRecord>();
      const fail = (record: SQSRecord | undefined, error: unknown): void => {
        runtime.logger.error('message failed', error as Error);
        if (record !== undefined) failed.add(record);
      };
      const records = new Map<z.output<Schema>, SQSRecord>();
      for (const record of Records) {
        try {
          records.set(z.parse(schema, JSON.parse(record.body)), record);
        } catch (error) {
          fail(record, error);
        }
      }
      await handle([...records.keys()], runtime, (message, act) =>
        act().catch((error: unknown) => fail(records.get(message), error)),
      );
      if (failed.size > 0) countFailedDeliveries(runtime.metrics, failed.size);
      return { batchItemFailures: [...failed].map(({ messageId }) => ({ itemIdentifier: messageId })) };
    }),
  );
}

/** Handles messages only while the tables have data of this form; else the queue keeps them. */
export const inThisForm =
  <Message>(handle: (message: Message, runtime: Runtime) => Promise<void>) =>
  async (message: Message, runtime: Runtime): Promise<void> => {
    await requireForm(runtime.data);
    await handle(message, runtime);
  };

type Working = Pick<Runtime, 'data' | 'files' | 'queues' | 'logger' | 'metrics' | 'now'>;

/** Seconds until a postponed message comes again, at most: of a throttled table, and of one that is to be migrated. */
const PUT_OFF = 10;
const PUT_OFF_FOR_FORM = 60;

/**
 * Handles a queue's messages. One that a throttled table stopped, or data of another form, is sent again as a copy: SQS
 * gives up after five deliveries, and neither is a reason for that. `shown`: the parts of a message that may be logged.
 */
export const puttingOff =
  <Message extends { readonly workspace: WorkspaceId }, Needed extends Working = Working>(
    queue: QueueName,
    handle: (message: Message, runtime: Needed) => Promise<void>,
    shown: (message: Message) => object = (message) => message,
  ) =>
  async (message: Message, runtime: Needed): Promise<void> => {
    try {
      await requireForm(runtime.data);
      await handle(message, runtime);
    } catch (error) {
      if (!(error instanceof BusyError || error instanceof FormError)) throw error;
      runtime.logger.warn('message put off', { put_off: shown(message), error });
      const delay = 1 + Math.floor(Math.random() * (error instanceof FormError ? PUT_OFF_FOR_FORM : PUT_OFF));
      await runtime.queues.send(queue, [message], message.workspace, { delay });
    }
  };

/**
 * The handler of a stream: reports the record from which the batch must be delivered again, if any. A table of another
 * form fails it, so that the stream waits.
 */
export const streamHandler = (
  handle: (records: readonly DynamoDBRecord[], runtime: Runtime) => Promise<{ failedFrom?: string }>,
  openers: Openers = {},
) =>
  handlerOn(openers, (runtime) =>
    stack<DynamoDBStreamEvent, DynamoDBBatchResponse>(runtime).handler(async ({ Records }) => {
      await requireForm(runtime.data);
      const { failedFrom } = await handle(Records, runtime);
      if (failedFrom !== undefined) countFailedProjections(runtime.metrics);
      return { batchItemFailures: failedFrom === undefined ? [] : [{ itemIdentifier: failedFrom }] };
    }),
  );

/**
 * The handler of a schedule: runs, and logs the returned counts. The schedule or a person sends `event`. With tables of
 * another form it does nothing; the watchdog fails, so that somebody learns of it.
 */
export const scheduleHandler = (
  run: (runtime: Runtime, event: unknown) => Promise<Record<string, number>>,
  openers: Openers = {},
  mayRun = hasThisForm,
) =>
  handlerOn(openers, (runtime) =>
    stack<unknown, Record<string, number>>(runtime).handler(async (event) => {
      const counts = (await mayRun(runtime)) ? await run(runtime, event) : { refused: 1 };
      runtime.logger.info('done', { counts });
      return counts;
    }),
  );

async function hasThisForm({ data, logger }: Runtime): Promise<boolean> {
  const problem = await formProblem(data);
  if (problem !== null) logger.error('nothing was done', new FormError(problem));
  return problem === null;
}
