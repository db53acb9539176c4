/** Queues, topics and the event bus, and what sends to them. */
import * as z from 'zod/mini';
import { ResourceStatement } from '../../iam/policies.ts';
import { count, ignored, tags, text } from './terms.ts';

export const Queue = z.strictObject({
  QueueName: z.optional(text),
  VisibilityTimeout: z.optional(count),
  ReceiveMessageWaitTimeSeconds: z.optional(count),
  DelaySeconds: z.optional(count),
  RedrivePolicy: z.optional(z.strictObject({ deadLetterTargetArn: text, maxReceiveCount: count })),
  RedriveAllowPolicy: ignored,
  MessageRetentionPeriod: ignored,
  SqsManagedSseEnabled: ignored,
  KmsMasterKeyId: ignored,
  ...tags,
});

export const QueuePolicy = z.looseObject({
  Queues: z.array(text),
  PolicyDocument: z.object({ Statement: z.array(z.looseObject({ Effect: text })) }),
});

export const EventBus = z.strictObject({ Name: text, Description: ignored, ...tags });

/** A rule: what matches goes to queues. Patterns are read by `events/pattern.ts`. */
export const Rule = z.strictObject({
  /** AWS's own bus, on which nothing happens here, when left out. */
  EventBusName: z.optional(text),
  EventPattern: z.record(text, z.unknown()),
  State: z.literal('ENABLED'),
  Targets: z.array(
    z.strictObject({
      Id: text,
      Arn: text,
      /** For a failed hand-over, which does not happen here. */
      DeadLetterConfig: z.optional(z.strictObject({ Arn: text })),
      RetryPolicy: ignored,
      /** A path such as `$.detail.workspace`, or the group of all messages. */
      SqsParameters: z.optional(z.strictObject({ MessageGroupId: text })),
      /** Of what people are told. */
      InputTransformer: ignored,
      RoleArn: ignored,
    }),
  ),
  Name: z.optional(text),
  Description: ignored,
  ...tags,
});

export const TopicPolicy = z.strictObject({
  Topics: z.array(text),
  PolicyDocument: z.strictObject({ Version: text, Statement: z.array(ResourceStatement) }),
});

/** Sends SNS's envelope to a queue; filters and raw delivery are not supported. */
export const Subscription = z.strictObject({
  TopicArn: text,
  Protocol: z.enum(['sqs', 'email', 'lambda']),
  /** Of what functions are told. */
  FilterPolicy: ignored,
  FilterPolicyScope: ignored,
  Endpoint: text,
  /** For a failed hand-over, which does not happen here. */
  RedrivePolicy: z.optional(z.strictObject({ deadLetterTargetArn: text })),
  Region: ignored,
});

export const Alarm = z.looseObject({ AlarmName: text, AlarmActions: z.optional(z.array(text)) });

export const Budget = z.strictObject({
  Budget: ignored,
  NotificationsWithSubscribers: z.array(
    z.strictObject({
      Notification: ignored,
      Subscribers: z.array(z.strictObject({ SubscriptionType: z.literal('SNS'), Address: text })),
    }),
  ),
});
