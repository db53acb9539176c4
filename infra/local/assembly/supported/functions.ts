/** Functions, and what calls them besides the API. */
import * as z from 'zod/mini';
import { count, flag, ignored, tags, text } from './terms.ts';

export const LambdaFunction = z.strictObject({
  FunctionName: z.optional(text),
  Code: z.strictObject({ S3Bucket: text, S3Key: text }),
  Handler: text,
  Runtime: text.check(z.startsWith('nodejs')),
  MemorySize: z.optional(count),
  Timeout: z.optional(count),
  Environment: z.optional(z.strictObject({ Variables: z.record(text, text) })),
  ReservedConcurrentExecutions: z.optional(count),
  Architectures: ignored,
  Description: ignored,
  LoggingConfig: ignored,
  RecursiveLoop: ignored,
  Role: text,
  TracingConfig: ignored,
  ...tags,
});

export const EventSourceMapping = z.strictObject({
  FunctionName: text,
  EventSourceArn: text,
  /** Here no reader sleeps: to ask a queue costs nothing. */
  Enabled: flag,
  BatchSize: z.optional(count),
  MaximumBatchingWindowInSeconds: z.optional(count),
  FunctionResponseTypes: z.optional(z.array(z.literal('ReportBatchItemFailures'))),
  ScalingConfig: z.optional(z.strictObject({ MaximumConcurrency: z.optional(count) })),
  StartingPosition: z.optional(z.enum(['TRIM_HORIZON', 'LATEST'])),
  BisectBatchOnFunctionError: flag,
  /** -1: until the records are too old. */
  MaximumRetryAttempts: z.optional(z.union([z.literal(-1), count])),
  MaximumRecordAgeInSeconds: z.optional(z.union([z.literal(-1), count])),
  DestinationConfig: z.optional(z.strictObject({ OnFailure: z.strictObject({ Destination: text }) })),
  FilterCriteria: z.optional(z.strictObject({ Filters: z.array(z.strictObject({ Pattern: text })) })),
  /** There is one shard; records of one item stay in order either way. */
  ParallelizationFactor: ignored,
  MetricsConfig: ignored,
  ...tags,
});

/** What happens to an asynchronous invocation, such as a schedule's. */
export const EventInvokeConfig = z.strictObject({
  FunctionName: text,
  Qualifier: ignored,
  MaximumRetryAttempts: z.optional(count),
  MaximumEventAgeInSeconds: ignored,
  DestinationConfig: z.optional(z.strictObject({ OnFailure: z.strictObject({ Destination: text }) })),
});

export const Schedule = z.strictObject({
  Name: z.optional(text),
  ScheduleExpression: text,
  ScheduleExpressionTimezone: z.optional(text),
  State: z.optional(z.enum(['ENABLED', 'DISABLED'])),
  FlexibleTimeWindow: z.strictObject({ Mode: text, MaximumWindowInMinutes: z.optional(count) }),
  Target: z.strictObject({
    Arn: text,
    Input: z.optional(text),
    /** For a failed hand-over, which does not happen here. */
    RetryPolicy: ignored,
    DeadLetterConfig: z.optional(z.strictObject({ Arn: text })),
    RoleArn: text,
  }),
  Description: ignored,
  GroupName: ignored,
});

/** Lets a service call a function. */
export const Permission = z.strictObject({
  Action: z.literal('lambda:InvokeFunction'),
  FunctionName: text,
  Principal: text,
  SourceArn: text,
});
