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
import { DUTY_TYPE, SOURCE } from '../../shared/domain/bus-types.ts';
import type { Service } from '../features/feature.ts';
import type { Alarms } from './alarms.ts';
import type { FeatureFunction } from './feature-function.ts';

interface DutyProps {
  readonly service: Service;
  /** The function of a name. */
  readonly called: (name: string) => FeatureFunction;
  /** Address of a chat. */
  readonly webhook: string | null;
}

/**
 * Has the watchdog look into dead-letter queues, wake the readers of queues, and tell whom alarms reach of what no
 * metric says. An alarm tells once, the watchdog every day (ADR 099).
 */
export function addDuty(scope: Stack, { service, called, webhook }: DutyProps): void {
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
  addReaders(alarms, watchdog);
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

/** The readers that the watchdog wakes and puts to sleep. CloudWatch has no permissions for a metric. */
function addReaders(alarms: Alarms, watchdog: FeatureFunction): void {
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
      // A new alarm becomes OK by itself, of which the topic tells and a chat need not.
      detail: {
        alarmName: [{ prefix: alarms.prefix }],
        $or: [{ state: { value: ['ALARM'] } }, { state: { value: ['OK'] }, previousState: { value: ['ALARM'] } }],
      },
    },
    targets: [
      say(
        ['$.detail.alarmName', '$.detail.state.value', '$.detail.configuration.description']
          .map((path) => EventField.fromPath(path))
          .join(': '),
      ),
    ],
  });
  acceptLoss(rule);
}

const acceptLoss = (rule: Rule): void =>
  Validations.of(rule).acknowledge({
    id: 'Serverless::Serverless-EventBusDLQ',
    reason: 'The rule tells the people who would look into that queue; the watchdog tells them every day.',
  });
