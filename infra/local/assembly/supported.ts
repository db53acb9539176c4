import * as z from 'zod/mini';
import { Policy, ResourceStatement, Role } from '../iam/policies.ts';

/**
 * The resources the local runner creates, with every property that it acts on or may leave aside. A type or a
 * property that is not here is refused by name: running without it could behave otherwise than AWS does.
 */

/** Accepted and without effect here: permissions, encryption, retention and the like. */
const ignored = z.optional(z.unknown());
const text = z.string();
const count = z.number();
const flag = z.optional(z.boolean());
const tags = { Tags: ignored };

const keySchema = z.array(z.strictObject({ AttributeName: text, KeyType: z.enum(['HASH', 'RANGE']) }));

const Table = z.strictObject({
  TableName: z.optional(text),
  AttributeDefinitions: z.array(z.strictObject({ AttributeName: text, AttributeType: z.enum(['S', 'N', 'B']) })),
  KeySchema: keySchema,
  BillingMode: z.literal('PAY_PER_REQUEST'),
  GlobalSecondaryIndexes: z.optional(
    z.array(
      z.strictObject({
        IndexName: text,
        KeySchema: keySchema,
        Projection: z.strictObject({
          ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
          NonKeyAttributes: z.optional(z.array(text)),
        }),
        WarmThroughput: ignored,
        WriteOnDemandThroughputSettings: ignored,
      }),
    ),
  ),
  StreamSpecification: z.optional(
    z.strictObject({ StreamViewType: z.enum(['NEW_AND_OLD_IMAGES', 'NEW_IMAGE', 'OLD_IMAGE', 'KEYS_ONLY']) }),
  ),
  TimeToLiveSpecification: z.optional(z.strictObject({ AttributeName: text, Enabled: z.boolean() })),
  /** One replica, in the stack's own region. */
  Replicas: z.array(z.unknown()).check(z.length(1)),
  SSESpecification: ignored,
  WarmThroughput: ignored,
  WriteOnDemandThroughputSettings: ignored,
});

const Queue = z.strictObject({
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

const LambdaFunction = z.strictObject({
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

const EventSourceMapping = z.strictObject({
  FunctionName: text,
  EventSourceArn: text,
  Enabled: z.optional(z.literal(true)),
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
  /** One shard here: records of one item stay in order either way. */
  ParallelizationFactor: ignored,
  MetricsConfig: ignored,
  ...tags,
});

/** What becomes of an invocation that no caller waits for, as a schedule's. */
const EventInvokeConfig = z.strictObject({
  FunctionName: text,
  Qualifier: z.literal('$LATEST'),
  MaximumRetryAttempts: z.optional(count),
  MaximumEventAgeInSeconds: ignored,
  DestinationConfig: z.optional(z.strictObject({ OnFailure: z.strictObject({ Destination: text }) })),
});

const Schedule = z.strictObject({
  Name: z.optional(text),
  ScheduleExpression: text,
  ScheduleExpressionTimezone: z.optional(text),
  State: z.optional(z.enum(['ENABLED', 'DISABLED'])),
  FlexibleTimeWindow: z.strictObject({ Mode: text, MaximumWindowInMinutes: z.optional(count) }),
  Target: z.strictObject({
    Arn: text,
    Input: z.optional(text),
    /** For an invocation that cannot be handed over, which does not happen here. */
    RetryPolicy: ignored,
    DeadLetterConfig: z.optional(z.strictObject({ Arn: text })),
    RoleArn: text,
  }),
  Description: ignored,
  GroupName: ignored,
});

const Secret = z.strictObject({
  Name: z.optional(text),
  GenerateSecretString: z.strictObject({
    PasswordLength: z.optional(count),
    ExcludePunctuation: flag,
    IncludeSpace: z.optional(z.literal(false)),
    RequireEachIncludedType: ignored,
  }),
  Description: ignored,
  KmsKeyId: ignored,
  ReplicaRegions: ignored,
  ...tags,
});

/** A rule: what matches goes to queues. Patterns are read by `events/pattern.ts`. */
const Rule = z.strictObject({
  EventBusName: text,
  EventPattern: z.record(text, z.unknown()),
  State: z.literal('ENABLED'),
  Targets: z.array(
    z.strictObject({
      Id: text,
      Arn: text,
      /** What cannot be handed over, which does not happen here. */
      DeadLetterConfig: z.optional(z.strictObject({ Arn: text })),
      RetryPolicy: ignored,
    }),
  ),
  Name: z.optional(text),
  Description: ignored,
  ...tags,
});

/** Who may send to a queue. */
const QueuePolicy = z.looseObject({
  Queues: z.array(text),
  PolicyDocument: z.object({ Statement: z.array(z.looseObject({ Effect: text })) }),
});

const EventBus = z.strictObject({ Name: text, Description: ignored, ...tags });

const Api = z.strictObject({
  Name: text,
  ProtocolType: z.literal('HTTP'),
  Description: ignored,
  DisableExecuteApiEndpoint: ignored,
  ...tags,
});

const Integration = z.strictObject({
  ApiId: text,
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: text,
  PayloadFormatVersion: z.literal('2.0'),
  TimeoutInMillis: z.optional(count),
  Description: ignored,
});

const Route = z.strictObject({
  ApiId: text,
  RouteKey: text,
  Target: text,
  AuthorizationType: z.optional(z.literal('NONE')),
});

const Stage = z.strictObject({
  ApiId: text,
  /** Another stage would put its name in front of every path. */
  StageName: z.literal('$default'),
  AutoDeploy: z.optional(z.literal(true)),
  AccessLogSettings: ignored,
  /** Throttling is not emulated. */
  DefaultRouteSettings: ignored,
  Description: ignored,
  ...tags,
});

/** Lets a service call a function. */
const Permission = z.strictObject({
  Action: z.literal('lambda:InvokeFunction'),
  FunctionName: text,
  Principal: text,
  SourceArn: text,
});

/** Of the rules of a bucket only those are held to that take away whatever is old: the local S3 is on this machine. */
const Bucket = z.strictObject({
  BucketName: z.optional(text),
  BucketEncryption: ignored,
  CorsConfiguration: ignored,
  LifecycleConfiguration: z.optional(
    z.object({
      Rules: z.array(z.looseObject({ ExpirationInDays: z.optional(z.int()), Prefix: z.optional(z.never()) })),
    }),
  ),
  OwnershipControls: ignored,
  PublicAccessBlockConfiguration: ignored,
  ...tags,
});

const Alarm = z.looseObject({ AlarmName: text, AlarmActions: z.optional(z.array(text)) });

const TopicPolicy = z.strictObject({
  Topics: z.array(text),
  PolicyDocument: z.strictObject({ Version: text, Statement: z.array(ResourceStatement) }),
});

/** SNS's envelope goes to a queue; filters, raw delivery and other protocols do not run here. */
const Subscription = z.strictObject({
  TopicArn: text,
  Protocol: z.literal('sqs'),
  Endpoint: text,
  /** For what cannot be handed over, which does not happen here. */
  RedrivePolicy: z.optional(z.strictObject({ deadLetterTargetArn: text })),
  Region: ignored,
});

const Budget = z.strictObject({
  Budget: ignored,
  NotificationsWithSubscribers: z.array(
    z.strictObject({
      Notification: ignored,
      Subscribers: z.array(z.strictObject({ SubscriptionType: z.literal('SNS'), Address: text })),
    }),
  ),
});

export const SUPPORTED = {
  'AWS::DynamoDB::GlobalTable': Table,
  'AWS::SQS::Queue': Queue,
  'AWS::Lambda::Function': LambdaFunction,
  'AWS::Lambda::EventSourceMapping': EventSourceMapping,
  'AWS::Lambda::EventInvokeConfig': EventInvokeConfig,
  'AWS::Scheduler::Schedule': Schedule,
  'AWS::SecretsManager::Secret': Secret,
  'AWS::S3::Bucket': Bucket,
  'AWS::Events::EventBus': EventBus,
  'AWS::Events::Rule': Rule,
  'AWS::SQS::QueuePolicy': QueuePolicy,
  'AWS::ApiGatewayV2::Api': Api,
  'AWS::ApiGatewayV2::Integration': Integration,
  'AWS::ApiGatewayV2::Route': Route,
  'AWS::ApiGatewayV2::Stage': Stage,
  'AWS::CloudWatch::Alarm': Alarm,
  'AWS::Budgets::Budget': Budget,
  'AWS::IAM::Policy': Policy,
  'AWS::IAM::Role': Role,
  'AWS::Lambda::Permission': Permission,
  'AWS::SNS::Subscription': Subscription,
  'AWS::SNS::TopicPolicy': TopicPolicy,
} as const;

export type SupportedType = keyof typeof SUPPORTED;
export type PropertiesOf<T extends SupportedType> = z.infer<(typeof SUPPORTED)[T]>;

/** Known, and without effect on what the application does on one machine. */
export const WITHOUT_EFFECT: ReadonlySet<string> = new Set([
  'AWS::ApiGatewayV2::ApiMapping',
  'AWS::ApiGatewayV2::DomainName',
  'AWS::CDK::Metadata',
  'AWS::CloudFront::Distribution',
  'AWS::CloudFront::Function',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::IAM::ManagedPolicy',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::Logs::QueryDefinition',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::Topic',
  'AWS::Scheduler::ScheduleGroup',
]);

export const isSupported = (type: string): type is SupportedType => type in SUPPORTED;
