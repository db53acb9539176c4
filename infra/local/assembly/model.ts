import type { PermissionsByFunction } from '../iam/roles.ts';
import type { PropertiesOf } from './supported.ts';

/** What the assembly asks for, with names in place of references. */
export interface Model {
  readonly tables: readonly TableSpec[];
  readonly queues: readonly QueueSpec[];
  readonly secrets: readonly SecretSpec[];
  readonly buckets: readonly BucketSpec[];
  readonly buses: readonly BusSpec[];
  readonly rules: readonly RuleSpec[];
  readonly subscriptions: readonly SubscriptionSpec[];
  readonly functions: readonly FunctionSpec[];
  readonly permissions: PermissionsByFunction;
  readonly routes: readonly RouteSpec[];
  /** The form of a line of the API's access log; empty without one. */
  readonly accessLog: string;
  readonly queueSources: readonly QueueSource[];
  readonly streamSources: readonly StreamSource[];
  readonly schedules: readonly ScheduleSpec[];
}

export interface TableSpec {
  readonly name: string;
  readonly arn: string;
  readonly properties: PropertiesOf<'AWS::DynamoDB::GlobalTable'>;
}

export interface BucketSpec {
  readonly name: string;
  /** Days for which objects are kept, by the beginning of their keys; others for ever. */
  readonly days: readonly { readonly prefix: string; readonly days: number }[];
  /** How keys begin whose objects must be encrypted by a key of KMS. */
  readonly encrypted: readonly string[];
}

export interface QueueSpec {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly properties: PropertiesOf<'AWS::SQS::Queue'>;
}

export interface SecretSpec {
  readonly name: string;
  readonly arn: string;
  readonly length: number;
  readonly punctuation: boolean;
}

interface BusSpec {
  readonly name: string;
  readonly arn: string;
}

interface RuleSpec {
  readonly bus: string;
  readonly pattern: Readonly<Record<string, unknown>>;
  /** Queues, with the message group that each gets: a path into the event, or a text. */
  readonly targets: readonly { readonly queue: string; readonly group: string | null }[];
}

export interface SubscriptionSpec {
  readonly topic: string;
  readonly queue: string;
}

export interface FunctionSpec {
  readonly name: string;
  readonly arn: string;
  /** The bundle's directory and the handler in it, `file.export`. */
  readonly directory: string;
  readonly handler: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Maximum concurrency in the template; null without one. */
  readonly reservedConcurrency: number | null;
}

export interface Throttle {
  readonly rate: number;
  readonly burst: number;
}

export interface RouteSpec {
  /** `$default`, or a method (or `ANY`) and a path. */
  readonly key: string;
  readonly functionName: string;
  readonly timeoutMs: number;
  /** Requests a second, and how many at once; null without a limit. */
  readonly throttle: Throttle | null;
}

interface SourceSpec {
  readonly functionName: string;
  readonly batchSize: number;
  readonly windowSeconds: number;
  readonly partialFailures: boolean;
}

export interface QueueSource extends SourceSpec {
  readonly queue: string;
  readonly maximumConcurrency: number | null;
}

export interface StreamSource extends SourceSpec {
  readonly table: string;
  readonly streamArn: string;
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  readonly filters: readonly string[];
  readonly bisect: boolean;
  /** Retries of a failing batch; null: until its records are too old. */
  readonly retries: number | null;
  readonly maximumAgeSeconds: number | null;
  /** The queue for batches that were given up. */
  readonly onFailure: string | null;
}

export interface ScheduleSpec {
  readonly name: string;
  readonly arn: string;
  readonly expression: string;
  readonly timezone: string;
  readonly enabled: boolean;
  readonly functionName: string;
  readonly input: string | null;
  /** Retries of a failed run (Lambda's setting for asynchronous invocations). */
  readonly retries: number;
  /** The queue for runs that were given up. */
  readonly onFailure: string | null;
}
