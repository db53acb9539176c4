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
import type { Service } from '../features/feature.ts';
import type { Alarms } from './alarms.ts';
import type { FeatureFunction } from './feature-function.ts';

interface DutyProps {
  readonly service: Service;
  /** The function that looks every five minutes. */
  readonly watchdog: FeatureFunction;
  /** Address of a chat. */
  readonly webhook: string | null;
}

/**
 * Has the watchdog look into the dead-letter queues that people empty, and tell whom alarms reach. An alarm tells once,
 * and falls silent when SQS no longer reports the queue; the watchdog tells every day, and costs nothing.
 */
export function addDuty(scope: Stack, { service, watchdog, webhook }: DutyProps): void {
  const { alarms, bus, files } = service;
  const queues = [...alarms.watched];
  watchdog.setVariable('DEAD_LETTER_QUEUES', queues.map(([name, { queueUrl }]) => `${name}=${queueUrl}`).join(','));
  watchdog.allow(
    'LookIntoDeadLetters',
    ['sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
    queues.map(([, { queueArn }]) => queueArn),
  );
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
