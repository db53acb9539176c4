import * as z from 'zod/mini';
import type { Find } from '../assembly/find.ts';
import { nameInArn, tableOfStream } from '../assembly/identities.ts';
import { isAllowed, isLike } from './is-allowed.ts';
import type { Statement } from './policies.ts';
import { type PermissionsByFunction, rolePermissions } from './roles.ts';

const OF_QUEUES = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
const OF_STREAMS = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
  (name) => `dynamodb:${name}`,
);

/** Sentences about what AWS services could not do of what the templates wire, such as reading queues. */
export const accessDeniedTo = (find: Find, permissions: PermissionsByFunction): string[] => [
  ...sources(find, permissions),
  ...failures(find, permissions),
  ...schedules(find),
  ...routes(find),
  ...publishers(find),
  ...rules(find),
  ...subscriptions(find),
];

const missing = (
  who: string,
  statements: readonly Statement[],
  actions: readonly string[],
  resource: string,
): string[] =>
  actions
    .filter((action) => !isAllowed(statements, { action, resource }))
    .map((action) => `${who} may not ${action} on ${resource}`);

function sources(find: Find, permissions: PermissionsByFunction): string[] {
  return find('AWS::Lambda::EventSourceMapping').flatMap(({ properties }) => {
    const { EventSourceArn: source, DestinationConfig } = properties;
    const who = nameInArn(properties.FunctionName);
    const statements = permissions.get(who)?.statements ?? [];
    const destination = DestinationConfig?.OnFailure.Destination;
    return [
      ...missing(who, statements, tableOfStream(source) === null ? OF_QUEUES : OF_STREAMS, source),
      ...(destination === undefined ? [] : missing(who, statements, ['sqs:SendMessage'], destination)),
    ];
  });
}

function failures(find: Find, permissions: PermissionsByFunction): string[] {
  return find('AWS::Lambda::EventInvokeConfig').flatMap(({ properties }) => {
    const who = nameInArn(properties.FunctionName);
    const destination = properties.DestinationConfig?.OnFailure.Destination;
    if (destination === undefined) return [];
    return missing(who, permissions.get(who)?.statements ?? [], ['sqs:SendMessage'], destination);
  });
}

function schedules(find: Find): string[] {
  return find('AWS::Scheduler::Schedule').flatMap(({ name, properties: { Target } }) => {
    const { statements } = rolePermissions(find, Target.RoleArn, 'scheduler.amazonaws.com');
    const who = `the schedule ${name}`;
    const deadLetters = Target.DeadLetterConfig?.Arn;
    return [
      ...missing(who, statements, ['lambda:InvokeFunction'], Target.Arn),
      ...(deadLetters === undefined ? [] : missing(who, statements, ['sqs:SendMessage'], deadLetters)),
    ];
  });
}

/** The API needs the function's permission, which names the route. */
function routes(find: Find): string[] {
  const permissions = find('AWS::Lambda::Permission').map(({ properties }) => properties);
  const integrations = new Map(find('AWS::ApiGatewayV2::Integration').map((one) => [one.ref, one.properties]));
  return find('AWS::ApiGatewayV2::Route').flatMap(({ properties: { ApiId, RouteKey, Target } }) => {
    const target = integrations.get(Target.replace(/^integrations\//, ''))?.IntegrationUri ?? '';
    const [method = '', path = ''] = RouteKey === '$default' ? ['*', '/$default'] : RouteKey.split(' ');
    const source = `${ApiId}/$default/${method === 'ANY' ? '*' : method}${path}`;
    const allowed = permissions.some(
      ({ FunctionName, Principal, SourceArn }) =>
        FunctionName === target &&
        Principal === 'apigateway.amazonaws.com' &&
        isLike(SourceArn.replace(/^([^:]*:){5}/, ''), source),
    );
    return allowed ? [] : [`the API may not call ${nameInArn(target)} for ${RouteKey}`];
  });
}

/** Alarms and budgets need the topic's permission to publish. */
function publishers(find: Find): string[] {
  const alarms = find('AWS::CloudWatch::Alarm').flatMap(({ properties: { AlarmName, AlarmActions = [] } }) =>
    AlarmActions.map((topic) => ({ who: AlarmName, service: 'cloudwatch', source: AlarmName, topic })),
  );
  const budgets = find('AWS::Budgets::Budget')
    .flatMap(({ properties }) => properties.NotificationsWithSubscribers)
    .flatMap(({ Subscribers }) => Subscribers)
    .map(({ Address: topic }) => ({ who: 'the budget', service: 'budgets', source: '*', topic }));
  const refused = [...alarms, ...budgets].filter((publisher) => !mayPublish(find, publisher));
  return [...new Set(refused.map(({ who, topic }) => `${who} may not publish to ${topic}`))];
}

interface Publisher {
  readonly topic: string;
  readonly service: string;
  /** The last part of the publisher's ARN. */
  readonly source: string;
}

const mayPublish = (find: Find, { topic, service, source }: Publisher): boolean =>
  find('AWS::SNS::TopicPolicy')
    .filter(({ properties }) => properties.Topics.includes(topic))
    .flatMap(({ properties }) => properties.PolicyDocument.Statement)
    .some(
      ({ Effect, Principal, Action, Resource, Condition }) =>
        Effect === 'Allow' &&
        typeof Principal === 'object' &&
        'Service' in Principal &&
        Principal.Service === `${service}.amazonaws.com` &&
        Action.some((pattern) => isLike(pattern.toLowerCase(), 'sns:publish')) &&
        Resource.some((pattern) => isLike(pattern, topic)) &&
        isLike(lastPart(Condition?.ArnLike?.['aws:SourceArn'] ?? '*'), source),
    );

/** A rule needs the queue's permission, which names the rule, or the topic's. Chats are called with a role. */
function rules(find: Find): string[] {
  return find('AWS::Events::Rule').flatMap(({ name, arn, properties: { Targets } }) =>
    Targets.flatMap(({ Arn, DeadLetterConfig }) => [Arn, ...(DeadLetterConfig ? [DeadLetterConfig.Arn] : [])])
      .filter((target) => !target.startsWith('arn:aws:events:'))
      .filter((target) =>
        target.startsWith('arn:aws:sns:')
          ? !mayPublish(find, { topic: target, service: 'events', source: '*' })
          : !maySend(find, target, arn),
      )
      .map((queue) => `the rule ${name} may not send to ${nameInArn(queue)}`),
  );
}

/** So does a topic; the permission names the topic. */
function subscriptions(find: Find): string[] {
  const toQueues = find('AWS::SNS::Subscription').filter(({ properties }) => properties.Protocol === 'sqs');
  return toQueues.flatMap(({ properties: { TopicArn, Endpoint, RedrivePolicy } }) =>
    [Endpoint, ...(RedrivePolicy ? [RedrivePolicy.deadLetterTargetArn] : [])]
      .filter((queue) => !maySend(find, queue, TopicArn, 'sns'))
      .map((queue) => `the topic ${nameInArn(TopicArn)} may not send to ${nameInArn(queue)}`),
  );
}

function maySend(find: Find, queueArn: string, source: string, service: 'events' | 'sns' = 'events'): boolean {
  const queue = find('AWS::SQS::Queue').find(({ arn }) => arn === queueArn);
  return find('AWS::SQS::QueuePolicy')
    .filter(({ properties }) => queue !== undefined && properties.Queues.includes(queue.ref))
    .flatMap(({ properties }) => properties.PolicyDocument.Statement)
    .some(
      (statement) =>
        statement.Effect === 'Allow' &&
        ALLOWS[service].safeParse(statement).data?.Condition.ArnEquals['aws:SourceArn'] === source,
    );
}

/** The form in which CDK lets a service send. */
const allowing = (service: string) =>
  z.looseObject({
    Action: z.union([
      z.literal('sqs:SendMessage'),
      z.array(z.string()).check(z.refine((all) => all.includes('sqs:SendMessage'))),
    ]),
    Principal: z.strictObject({ Service: z.literal(service) }),
    Condition: z.strictObject({ ArnEquals: z.strictObject({ 'aws:SourceArn': z.string() }) }),
  });

const ALLOWS = { events: allowing('events.amazonaws.com'), sns: allowing('sns.amazonaws.com') };

/** The part of an ARN after the account and the kind of resource. */
const lastPart = (arn: string): string => arn.split(':').slice(5).at(-1) ?? '*';
