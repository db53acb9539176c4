import { SecretValue, type Stack, Validations } from 'aws-cdk-lib';
import {
  ApiDestination,
  Authorization,
  Connection,
  EventField,
  type IApiDestination,
  Rule,
  RuleTargetInput,
} from 'aws-cdk-lib/aws-events';
import { ApiDestination as Chat, SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { DUTY_TYPE, SOURCE } from '../../shared/domain/bus/types.ts';
import { CHECKS } from '../../shared/domain/duty/checks.ts';
import type { Service } from '../features/feature.ts';
import type { Alarms } from './alarms.ts';
import type { FeatureFunction } from './feature-function.ts';

interface DutyProps {
  readonly service: Service;
  /** The function of a name. */
  readonly called: (name: string) => FeatureFunction;
  /** Concurrent executions of the account; null when that is not known. */
  readonly account: number | null;
  /** Address of a chat. */
  readonly webhook: string | null;
}

/**
 * Has the watchdog look into dead-letter queues, check alarms where minutes do not count, and wake the readers of
 * queues; and tell whom alarms reach. An alarm tells once, and costs $0.10 a month; the watchdog tells every day, and
 * what it reads costs a tenth of that (ADR 099).
 */
export function addDuty(scope: Stack, { service, called, account, webhook }: DutyProps): void {
  const { alarms, bus, files } = service;
  const watchdog = called('jobs-watchdog');
  const queues = [...alarms.watched];
  watchdog.setVariable(
    'DEAD_LETTER_QUEUES',
    listed(queues, ({ queueUrl }) => queueUrl),
  );
  watchdog.allow(
    'LookIntoDeadLetters',
    ['sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
    queues.map(([, { queueArn }]) => queueArn),
  );
  addChecks(service, watchdog, called);
  if (account !== null) watchdog.setVariable('ACCOUNT_CONCURRENCY', String(account));
  files.grantRead(watchdog, 'letters/');
  files.grantWrite(watchdog, 'letters/');
  bus.grantPut(watchdog);
  const rule = new Rule(scope, 'Duty', {
    eventBus: bus.bus,
    eventPattern: { source: [SOURCE], detailType: [DUTY_TYPE] },
    targets: [new SnsTopic(alarms.topic, { message: RuleTargetInput.fromText(sentence(alarms)) })],
  });
  acceptLoss(rule);
  if (webhook !== null) tellChat(scope, { alarms, webhook, duty: rule });
}

/** Names of a variable, as `shared/lambda/http/names-in.ts` reads them. */
const listed = <Of>(all: Iterable<readonly [name: string, of: Of]>, text: (of: Of) => string): string =>
  [...all].map(([name, of]) => `${name}=${text(of)}`).join(',');

/** What the watchdog checks, and the readers that it wakes. CloudWatch has no permissions for a metric. */
function addChecks({ alarms, api }: Service, watchdog: FeatureFunction, called: DutyProps['called']): void {
  const functions = CHECKS.flatMap(({ metrics }) => Object.values(metrics)).flatMap(({ of }) =>
    typeof of === 'object' && 'fn' in of ? [of.fn] : [],
  );
  const checked = [...new Set(functions)].map((name) => [name, called(name).lambda.functionName] as const);
  watchdog.setVariable('CHECKED', listed([['api', api.api.apiId], ...checked], String));
  watchdog.setVariable(
    'WORK_QUEUES',
    listed(alarms.queues, ({ queueName }) => queueName),
  );
  watchdog.setVariable(
    'SLEEPERS',
    listed(alarms.sleepers, ({ eventSourceMappingId }) => eventSourceMappingId),
  );
  watchdog.allow(
    'CountMessages',
    ['sqs:GetQueueAttributes'],
    [...alarms.queues.values()].map(({ queueArn }) => queueArn),
  );
  watchdog.allow(
    'WakeReaders',
    ['lambda:GetEventSourceMapping', 'lambda:UpdateEventSourceMapping'],
    [...alarms.sleepers.values()].map(({ eventSourceMappingArn }) => eventSourceMappingArn),
  );
  watchdog.allow('ReadMetrics', ['cloudwatch:GetMetricData'], ['*']);
}

const sentence = (alarms: Alarms) =>
  `${EventField.fromPath('$.detail.text')} What to do: ${alarms.chapter(EventField.fromPath('$.detail.alarm'))}`;

interface ChatProps {
  readonly alarms: Alarms;
  readonly webhook: string;
  readonly duty: Rule;
}

/** Chats take neither the topic's form nor its confirmation, so EventBridge calls them in theirs. */
function tellChat(scope: Stack, { alarms, webhook, duty }: ChatProps): void {
  const connection = new Connection(scope, 'ChatConnection', {
    // The address is the secret; EventBridge wants one more.
    authorization: Authorization.apiKey('x-dormouse', SecretValue.unsafePlainText('alarms')),
  });
  const destination = new ApiDestination(scope, 'Chat', { connection, endpoint: webhook, rateLimitPerSecond: 1 });
  // CDK's own destination does not match its interface under exactOptionalPropertyTypes.
  const chat = destination as IApiDestination;
  const say = (text: string) => new Chat(chat, { event: RuleTargetInput.fromObject({ text }) });
  duty.addTarget(say(sentence(alarms)));
  const rule = new Rule(scope, 'AlarmsToChat', {
    eventPattern: {
      source: ['aws.cloudwatch'],
      detailType: ['CloudWatch Alarm State Change'],
      // Like the topic, it is told only what goes off.
      detail: { alarmName: [{ prefix: alarms.prefix }], state: { value: ['ALARM'] } },
    },
    targets: [
      say(`${EventField.fromPath('$.detail.alarmName')}: ${EventField.fromPath('$.detail.configuration.description')}`),
    ],
  });
  acceptLoss(rule);
}

const acceptLoss = (rule: Rule): void =>
  Validations.of(rule).acknowledge({
    id: 'Serverless::Serverless-EventBusDLQ',
    reason: 'Who would look into that queue is whom the rule tells; the watchdog tells again every day.',
  });
