import type * as z from 'zod/mini';
import { Policy, Role } from '../iam/policies.ts';
import { Api, Integration, Route, Stage } from './supported/api.ts';
import { EventInvokeConfig, EventSourceMapping, LambdaFunction, Permission, Schedule } from './supported/functions.ts';
import { Alarm, Budget, EventBus, Queue, QueuePolicy, Rule, Subscription, TopicPolicy } from './supported/messages.ts';
import { Bucket, BucketPolicy, Secret, Table } from './supported/storage.ts';

/** The supported resource types and properties. Anything else is refused: it could behave differently than on AWS. */
export const SUPPORTED = {
  'AWS::DynamoDB::GlobalTable': Table,
  'AWS::SQS::Queue': Queue,
  'AWS::Lambda::Function': LambdaFunction,
  'AWS::Lambda::EventSourceMapping': EventSourceMapping,
  'AWS::Lambda::EventInvokeConfig': EventInvokeConfig,
  'AWS::Scheduler::Schedule': Schedule,
  'AWS::SecretsManager::Secret': Secret,
  'AWS::S3::Bucket': Bucket,
  'AWS::S3::BucketPolicy': BucketPolicy,
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

/** Known types without effect on one machine. */
export const WITHOUT_EFFECT: ReadonlySet<string> = new Set([
  'AWS::ApiGatewayV2::ApiMapping',
  'AWS::ApiGatewayV2::DomainName',
  'AWS::Athena::WorkGroup',
  'AWS::CDK::Metadata',
  'AWS::CloudFront::Distribution',
  'AWS::CloudFront::Function',
  'AWS::CloudWatch::Dashboard',
  'AWS::Events::ApiDestination',
  'AWS::Events::Connection',
  'AWS::Glue::Database',
  'AWS::Glue::Table',
  'AWS::IAM::ManagedPolicy',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Lambda::Alias',
  'AWS::Lambda::Version',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::SNS::Topic',
  'AWS::Scheduler::ScheduleGroup',
  'AWS::XRay::SamplingRule',
]);

export const isSupported = (type: string): type is SupportedType => type in SUPPORTED;
