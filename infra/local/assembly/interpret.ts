import * as z from 'zod/mini';
import { nameInArn, type Place, physicalName, scopeOf, tableOfStream } from './identities.ts';
import { resolve } from './intrinsics.ts';
import type { FunctionSpec, Model, QueueSource, SecretSpec, StreamSource } from './model.ts';
import type { Resource, Stack } from './read.ts';
import { isSupported, type PropertiesOf, SUPPORTED, type SupportedType, WITHOUT_EFFECT } from './supported.ts';

const named = (resource: Resource) => `${resource.stack}.${resource.logicalId} (${resource.type})`;

/** Refuses the assembly when it holds a resource type that the local runner neither runs nor may leave out. */
function refuseUnknownTypes(resources: readonly Resource[]): void {
  const unknown = resources.filter(({ type }) => !isSupported(type) && !WITHOUT_EFFECT.has(type));
  if (unknown.length > 0) throw new Error(`The local runner cannot run ${unknown.map(named).join(', ')}.`);
}

/** One resource's properties with intrinsics resolved, checked against what the runner supports. */
function propertiesOf<T extends SupportedType>(type: T, properties: unknown, where: string): PropertiesOf<T> {
  const parsed = SUPPORTED[type].safeParse(properties, { error: z.locales.en().localeError });
  if (parsed.success) return parsed.data as PropertiesOf<T>;
  const problems = parsed.error.issues.map((issue) => {
    const path = issue.path.join('.');
    if (issue.code !== 'unrecognized_keys') return `${path}: ${issue.message}`;
    return `unknown property ${issue.keys.map((key) => (path ? `${path}.${key}` : key)).join(', ')}`;
  });
  throw new Error(`The local runner cannot run ${where}: ${problems.join('; ')}.`);
}

interface Interpreted<T extends SupportedType> {
  readonly resource: Resource;
  readonly name: string;
  readonly arn: string;
  readonly ref: string;
  readonly stack: Stack;
  readonly properties: PropertiesOf<T>;
}

/** Every resource of a type, in the order of the templates. */
type Find = <T extends SupportedType>(type: T) => readonly Interpreted<T>[];

function finder(stacks: readonly Stack[], place: Place): Find {
  return (type) =>
    stacks.flatMap((stack) => {
      const scope = scopeOf(stack, stacks, place);
      return [...stack.resources.values()]
        .filter((resource) => resource.type === type)
        .map((resource) => ({
          resource,
          stack,
          name: physicalName(resource),
          arn: String(scope.attribute(resource.logicalId, 'Arn')),
          ref: String(scope.ref(resource.logicalId)),
          properties: propertiesOf(type, resolve(resource.properties, scope), named(resource)),
        }));
    });
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

/** AWS takes -1 for "without limit". */
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

/** Lambda tries an asynchronous invocation twice again unless configured otherwise. */
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

function routeSpecs(find: Find): Model['routes'] {
  const integrations = new Map(find('AWS::ApiGatewayV2::Integration').map((one) => [one.ref, one.properties]));
  return find('AWS::ApiGatewayV2::Route').map(({ resource, properties }) => {
    const integration = integrations.get(properties.Target.replace(/^integrations\//, ''));
    if (!integration) throw new Error(`The assembly holds no integration for ${named(resource)}.`);
    return {
      key: properties.RouteKey,
      functionName: nameInArn(integration.IntegrationUri),
      timeoutMs: integration.TimeoutInMillis ?? 30_000,
    };
  });
}

/**
 * Turns the templates into what is to be stood up. Refuses, by name, resources, properties and intrinsics that the
 * local runner does not know.
 */
export function interpret(stacks: readonly Stack[], place: Place): Model {
  refuseUnknownTypes(stacks.flatMap((stack) => [...stack.resources.values()]));
  const find = finder(stacks, place);
  find('AWS::ApiGatewayV2::Api');
  find('AWS::ApiGatewayV2::Stage');
  const mappings = find('AWS::Lambda::EventSourceMapping').map((mapping) => ({
    mapping,
    table: tableOfStream(mapping.properties.EventSourceArn),
  }));
  return {
    tables: find('AWS::DynamoDB::GlobalTable').map(({ name, properties }) => ({ name, properties })),
    queues: find('AWS::SQS::Queue').map(({ name, arn, ref, properties }) => ({ name, arn, url: ref, properties })),
    secrets: find('AWS::SecretsManager::Secret').map(secretSpec),
    functions: find('AWS::Lambda::Function').map(functionSpec),
    routes: routeSpecs(find),
    queueSources: mappings.flatMap(({ mapping, table }) => (table === null ? [queueSource(mapping)] : [])),
    streamSources: mappings.flatMap(({ mapping, table }) => (table === null ? [] : [streamSource(mapping, table)])),
    schedules: scheduleSpecs(find),
  };
}
