import { resolve, type Scope } from './intrinsics.ts';
import type { Resource, Stack } from './read.ts';

/** The account that every local ARN names; the same as the embedded SQS uses. */
export const ACCOUNT = '000000000000';

export interface Place {
  readonly region: string;
  /** The address of a queue by its name, once the embedded SQS listens. */
  readonly queueUrl: (name: string) => string;
}

/** A logical id without the eight hexadecimal digits that CDK appends: `Contacts61BDC5DA` → `Contacts`. */
const readable = (logicalId: string): string => logicalId.replace(/[0-9A-F]{8}$/, '');

/** The name of a resource: its own, else one like CloudFormation's, but the same every time. */
export function physicalName({ properties, stack, logicalId, type }: Resource): string {
  const given = properties[NAME_PROPERTY[type] ?? ''];
  if (typeof given === 'string') return given;
  if (type === 'AWS::Lambda::Function') return functionName(properties, logicalId);
  const name = `${stack}-${readable(logicalId)}`;
  return type === 'AWS::S3::Bucket' ? name.toLowerCase() : name;
}

const NAME_PROPERTY: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Scheduler::Schedule': 'Name',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::Events::EventBus': 'Name',
};

/** A function without a name is called by its Powertools service name, as in logs and metrics. */
function functionName(properties: Resource['properties'], logicalId: string): string {
  const { Variables: variables } = (properties['Environment'] ?? {}) as { Variables?: Record<string, unknown> };
  const service = variables?.['POWERTOOLS_SERVICE_NAME'];
  return typeof service === 'string' ? service : readable(logicalId);
}

const SERVICE: Readonly<Record<string, readonly [service: string, prefix: string]>> = {
  'AWS::DynamoDB::GlobalTable': ['dynamodb', 'table/'],
  'AWS::SQS::Queue': ['sqs', ''],
  'AWS::Lambda::Function': ['lambda', 'function:'],
  'AWS::SecretsManager::Secret': ['secretsmanager', 'secret:'],
  'AWS::SNS::Topic': ['sns', ''],
  'AWS::Logs::LogGroup': ['logs', 'log-group:'],
  'AWS::Events::EventBus': ['events', 'event-bus/'],
  'AWS::Events::Rule': ['events', 'rule/'],
};

function arnOf(resource: Resource, region: string): string {
  if (resource.type === 'AWS::S3::Bucket') return `arn:aws:s3:::${physicalName(resource)}`;
  if (resource.type === 'AWS::IAM::Role') return `arn:aws:iam::${ACCOUNT}:role/${physicalName(resource)}`;
  const [service, prefix] = SERVICE[resource.type] ?? ['local', `${resource.type}/`];
  return `arn:aws:${service}:${region}:${ACCOUNT}:${prefix}${physicalName(resource)}`;
}

/** The suffix of a local stream ARN; the poller looks up the engine's own label. */
const STREAM = '/stream/local';

/** The name of the table whose stream this ARN names, or null for another ARN. */
export const tableOfStream = (arn: string): string | null => /:table\/([^/]+)\/stream\//.exec(arn)?.[1] ?? null;

/** The last part of an ARN: the name of a queue or function. */
export const nameInArn = (arn: string): string => arn.slice(arn.lastIndexOf(':') + 1);

/** A function by its alias: a reference to that is an ARN, where one to a function is its name. */
const RELEASED = 'alias';

function refOf(resource: Resource, place: Place): string {
  if (resource.type === 'AWS::SQS::Queue') return place.queueUrl(physicalName(resource));
  if (resource.type === RELEASED) return arnOf({ ...resource, type: 'AWS::Lambda::Function' }, place.region);
  if (resource.type === 'AWS::SecretsManager::Secret' || resource.type === 'AWS::SNS::Topic') {
    return arnOf(resource, place.region);
  }
  return physicalName(resource);
}

function attributeOf(resource: Resource, name: string, place: Place): string {
  if (name === 'Arn' || name === 'TopicArn' || name === 'EventSourceMappingArn') return arnOf(resource, place.region);
  if (name === 'StreamArn') return `${arnOf(resource, place.region)}${STREAM}`;
  if (name === 'ApiEndpoint') return `https://${physicalName(resource)}.local`;
  if (name.endsWith('Name')) return physicalName(resource);
  throw new Error(`${resource.stack}.${resource.logicalId}: the attribute ${name} is not known locally.`);
}

export const found = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) throw new Error(`The assembly has no ${what}.`);
  return value;
};

/** How the intrinsics of one stack resolve here. */
export function scopeOf(stack: Stack, stacks: readonly Stack[], place: Place): Scope {
  const pseudo: Readonly<Record<string, string>> = {
    'AWS::Region': place.region,
    'AWS::AccountId': ACCOUNT,
    'AWS::Partition': 'aws',
    'AWS::StackName': stack.name,
    'AWS::URLSuffix': 'amazonaws.com',
  };
  const resource = (logicalId: string) => found(stack.resources.get(logicalId), `resource ${stack.name}.${logicalId}`);
  /** One machine has one version of each function, which its aliases and versions are here. */
  const released = (one: Resource): Resource => {
    if (one.type !== 'AWS::Lambda::Alias') return one;
    const { Ref = '' } = one.properties['FunctionName'] as { readonly Ref?: string };
    return { ...resource(Ref), type: RELEASED };
  };
  const inStack = (other: Stack, value: unknown) => resolve(value, scopeOf(other, stacks, place));
  return {
    ref: (name) => pseudo[name] ?? refOf(released(resource(name)), place),
    attribute: (logicalId, name) => attributeOf(resource(logicalId), name, place),
    output(name, output) {
      const other = found(
        stacks.find((one) => one.name === name),
        `stack ${name}`,
      );
      return inStack(other, found(other.outputs.get(output), `output ${name}.${output}`));
    },
    imported(name) {
      const other = found(
        stacks.find((one) => one.exported.has(name)),
        `export ${name}`,
      );
      return inStack(other, other.exported.get(name));
    },
  };
}
