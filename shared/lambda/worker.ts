import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy, { type MiddlewareObj } from '@middy/core';
import type {
  DynamoDBBatchResponse,
  DynamoDBRecord,
  DynamoDBStreamEvent,
  SQSBatchResponse,
  SQSEvent,
  SQSRecord,
} from 'aws-lambda';
import * as z from 'zod/mini';
import { capacityMetrics } from './capacity.ts';
import { lazyRuntime, type Openers, type Runtime } from './runtime.ts';

const untyped = (middleware: MiddlewareObj<never, never>): MiddlewareObj => middleware as unknown as MiddlewareObj;

const stack = <Event, Result>(runtime: () => Runtime) =>
  middy<Event, Result>()
    .use(untyped(injectLambdaContext(runtime().logger, { resetKeys: true })))
    .use(capacityMetrics(runtime));

/**
 * A queue's consumer: each message is validated and handled; those whose handling throws are reported back and come
 * again, the others are done.
 */
export function queueHandler<Schema extends z.core.$ZodType>(
  schema: Schema,
  handle: (message: z.output<Schema>, runtime: Runtime) => Promise<void>,
  openers: Openers = {},
) {
  const runtime = lazyRuntime(openers);
  const processor = new BatchProcessor(EventType.SQS);
  const record = async ({ body }: SQSRecord): Promise<void> => {
    try {
      await handle(z.parse(schema, JSON.parse(body)), runtime());
    } catch (error) {
      runtime().logger.error('message failed', error as Error);
      throw error;
    }
  };
  return stack<SQSEvent, SQSBatchResponse>(runtime).handler((event, context) =>
    processPartialResponse(event, record, processor, {
      context,
      processInParallel: false,
      throwOnFullBatchFailure: false,
    }),
  );
}

/** A stream's consumer: answers from which record on the batch must come again, if any. */
export function streamHandler(
  handle: (records: readonly DynamoDBRecord[], runtime: Runtime) => Promise<{ failedFrom?: string }>,
  openers: Openers = {},
) {
  const runtime = lazyRuntime(openers);
  return stack<DynamoDBStreamEvent, DynamoDBBatchResponse>(runtime).handler(async ({ Records }) => {
    const { failedFrom } = await handle(Records, runtime());
    return { batchItemFailures: failedFrom === undefined ? [] : [{ itemIdentifier: failedFrom }] };
  });
}

/** A schedule's function: does its round and logs the counts that it returns. */
export function scheduleHandler(run: (runtime: Runtime) => Promise<Record<string, number>>, openers: Openers = {}) {
  const runtime = lazyRuntime(openers);
  return stack<unknown, Record<string, number>>(runtime).handler(async () => {
    const counts = await run(runtime());
    runtime().logger.info('done', { counts });
    return counts;
  });
}
