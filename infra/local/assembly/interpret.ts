import { accessDeniedTo } from '../iam/callers.ts';
import { permissionsOf } from '../iam/roles.ts';
import { type Find, finder, type Interpreted, named } from './find.ts';
import { nameInArn, type Place, tableOfStream } from './identities.ts';
import type { BucketSpec, FunctionSpec, Model, QueueSource, SecretSpec, StreamSource, Throttle } from './model.ts';
import type { Resource, Stack } from './read.ts';
import { isSupported, type PropertiesOf, WITHOUT_EFFECT } from './supported.ts';

/** Refuses an assembly with a resource type that the runner neither runs nor may ignore. */
function refuseUnknownTypes(resources: readonly Resource[]): void {
  const unknown = resources.filter(({ type }) => !isSupported(type) && !WITHOUT_EFFECT.has(type));
  if (unknown.length > 0) throw new Error(`The local runner cannot run ${unknown.map(named).join(', ')}.`);
}

function functionSpec({ resource, name, arn, stack, properties }: Interpreted<'AWS::Lambda::Function'>): FunctionSpec {
  const directory = stack.assets.get(properties.Code.S3Key);
  if (directory === undefined) throw new Error(`The assembly holds no code for ${named(resource)}.`);
  return {
    name,
    arn,
    directory,
    handler: properties.Handler,
    memoryMb: properties.MemorySize ?? 128,
    timeoutSeconds: properties.Timeout ?? 3,
    environment: properties.Environment?.Variables ?? {},
    reservedConcurrency: properties.ReservedConcurrentExecutions ?? null,
  };
}

function secretSpec({ name, arn, properties }: Interpreted<'AWS::SecretsManager::Secret'>): SecretSpec {
  const { PasswordLength: length = 32, ExcludePunctuation: plain = false } = properties.GenerateSecretString;
  return { name, arn, length, punctuation: !plain };
}

type Mapping = Interpreted<'AWS::Lambda::EventSourceMapping'>;

const common = ({ properties }: Mapping) => ({
  functionName: nameInArn(properties.FunctionName),
  windowSeconds: properties.MaximumBatchingWindowInSeconds ?? 0,
  partialFailures: properties.FunctionResponseTypes?.includes('ReportBatchItemFailures') ?? false,
});

function queueSource(mapping: Mapping): QueueSource {
  const { BatchSize, EventSourceArn, FilterCriteria, ScalingConfig } = mapping.properties;
  if (FilterCriteria) throw new Error(`The local runner cannot run ${named(mapping.resource)}: filters on a queue.`);
  return {
    ...common(mapping),
    queue: nameInArn(EventSourceArn),
    batchSize: BatchSize ?? 10,
    maximumConcurrency: ScalingConfig?.MaximumConcurrency ?? null,
  };
}

/** AWS uses -1 for "without limit". */
const limit = (value: number | undefined): number | null => (value === undefined || value < 0 ? null : value);

function streamSource(mapping: Mapping, table: string): StreamSource {
  const { properties } = mapping;
  const destination = properties.DestinationConfig?.OnFailure.Destination;
  return {
    ...common(mapping),
    table,
    streamArn: properties.EventSourceArn,
    batchSize: properties.BatchSize ?? 100,
    startingPosition: properties.StartingPosition ?? 'TRIM_HORIZON',
    filters: properties.FilterCriteria?.Filters.map(({ Pattern }) => Pattern) ?? [],
    bisect: properties.BisectBatchOnFunctionError ?? false,
    retries: limit(properties.MaximumRetryAttempts),
    maximumAgeSeconds: limit(properties.MaximumRecordAgeInSeconds),
    onFailure: destination === undefined ? null : nameInArn(destination),
  };
}

/** Days by prefix. */
const daysOf = ({ LifecycleConfiguration }: PropertiesOf<'AWS::S3::Bucket'>): BucketSpec['days'] =>
  LifecycleConfiguration?.Rules.flatMap(({ ExpirationInDays: days, Prefix: prefix = '' }) =>
    days === undefined ? [] : [{ prefix, days }],
  ) ?? [];

/** How keys begin that a policy lets nobody write without a key of KMS. */
const encryptedIn = (name: string, policies: readonly PropertiesOf<'AWS::S3::BucketPolicy'>[]): readonly string[] =>
  policies
    .filter(({ Bucket }) => Bucket === name)
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .filter(
      ({ Effect, Condition }) =>
        Effect === 'Deny' && Condition?.['StringNotEquals']?.['s3:x-amz-server-side-encryption'] === 'aws:kms',
    )
    .flatMap(({ Resource }) => [Resource].flat().map((arn) => arn.replace(/^[^/]*\//, '').replace(/\*$/, '')));

/** Lambda retries an asynchronous invocation twice by default. */
const ASYNC_RETRIES = 2;

function scheduleSpecs(find: Find): Model['schedules'] {
  const invokes = new Map(
    find('AWS::Lambda::EventInvokeConfig').map(({ properties }) => [nameInArn(properties.FunctionName), properties]),
  );
  return find('AWS::Scheduler::Schedule').map(({ name, arn, properties }) => {
    const functionName = nameInArn(properties.Target.Arn);
    const { MaximumRetryAttempts: retries = ASYNC_RETRIES, DestinationConfig } = invokes.get(functionName) ?? {};
    const destination = DestinationConfig?.OnFailure.Destination;
    return {
      name,
      arn,
      functionName,
      retries,
      expression: properties.ScheduleExpression,
      timezone: properties.ScheduleExpressionTimezone ?? 'UTC',
      enabled: properties.State !== 'DISABLED',
      input: properties.Target.Input ?? null,
      onFailure: destination === undefined ? null : nameInArn(destination),
    };
  });
}

/** Topics of alarms, and chats: there is nobody here. */
const TELLS_PEOPLE = /^arn:aws:(sns|events):/;

const ruleSpecs = (find: Find): Model['rules'] =>
  find('AWS::Events::Rule')
    .map(({ resource, properties: { EventBusName: bus = 'default', EventPattern: pattern, Targets } }) => ({
      bus,
      pattern,
      targets: Targets.filter(({ Arn }) => !TELLS_PEOPLE.test(Arn)).map(({ Arn, SqsParameters }) => {
        if (!/^arn:aws:sqs:/.test(Arn))
          throw new Error(`The local runner cannot run ${named(resource)}: targets other than queues.`);
        return { queue: nameInArn(Arn), group: SqsParameters?.MessageGroupId ?? null };
      }),
    }))
    .filter(({ targets }) => targets.length > 0);

type Settings = PropertiesOf<'AWS::ApiGatewayV2::Stage'>['DefaultRouteSettings'];

const throttleOf = (settings: Settings): Throttle | null =>
  settings ? { rate: settings.ThrottlingRateLimit, burst: settings.ThrottlingBurstLimit } : null;

function routeSpecs(find: Find): Model['routes'] {
  const integrations = new Map(find('AWS::ApiGatewayV2::Integration').map((one) => [one.ref, one.properties]));
  const [stage] = find('AWS::ApiGatewayV2::Stage');
  const { RouteSettings = {}, DefaultRouteSettings } = stage?.properties ?? {};
  return find('AWS::ApiGatewayV2::Route').map(({ resource, properties }) => {
    const integration = integrations.get(properties.Target.replace(/^integrations\//, ''));
    if (!integration) throw new Error(`The assembly holds no integration for ${named(resource)}.`);
    return {
      key: properties.RouteKey,
      functionName: nameInArn(integration.IntegrationUri),
      timeoutMs: integration.TimeoutInMillis ?? 30_000,
      throttle: throttleOf(RouteSettings[properties.RouteKey] ?? DefaultRouteSettings),
    };
  });
}

/** Turns the templates into a model to run. Refuses unknown resources, properties and intrinsics by name. */
export function interpret(stacks: readonly Stack[], place: Place): Model {
  refuseUnknownTypes(stacks.flatMap((stack) => [...stack.resources.values()]));
  const find = finder(stacks, place);
  find('AWS::ApiGatewayV2::Api');
  const permissions = permissionsOf(find);
  const denied = accessDeniedTo(find, permissions);
  if (denied.length > 0) throw new Error(`AWS would refuse what these templates wire: ${denied.join('; ')}.`);
  const mappings = find('AWS::Lambda::EventSourceMapping').map((mapping) => ({
    mapping,
    table: tableOfStream(mapping.properties.EventSourceArn),
  }));
  return {
    tables: find('AWS::DynamoDB::GlobalTable').map(({ name, arn, properties }) => ({ name, arn, properties })),
    queues: find('AWS::SQS::Queue').map(({ name, arn, ref, properties }) => ({ name, arn, url: ref, properties })),
    secrets: find('AWS::SecretsManager::Secret').map(secretSpec),
    buckets: find('AWS::S3::Bucket').map(({ name, properties }) => ({
      name,
      days: daysOf(properties),
      encrypted: encryptedIn(
        name,
        find('AWS::S3::BucketPolicy').map((policy) => policy.properties),
      ),
    })),
    buses: find('AWS::Events::EventBus').map(({ name, arn }) => ({ name, arn })),
    rules: ruleSpecs(find),
    subscriptions: find('AWS::SNS::Subscription').flatMap(
      ({ properties: { Protocol, TopicArn: topic, Endpoint: queue } }) =>
        Protocol === 'sqs' ? [{ topic, queue }] : [],
    ),
    functions: find('AWS::Lambda::Function').map(functionSpec),
    permissions,
    routes: routeSpecs(find),
    accessLog: find('AWS::ApiGatewayV2::Stage')[0]?.properties.AccessLogSettings?.Format ?? '',
    queueSources: mappings.flatMap(({ mapping, table }) => (table === null ? [queueSource(mapping)] : [])),
    streamSources: mappings.flatMap(({ mapping, table }) => (table === null ? [] : [streamSource(mapping, table)])),
    schedules: scheduleSpecs(find),
  };
}
