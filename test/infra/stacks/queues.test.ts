import { describe, expect, it } from 'vitest';
import { watchdogVariable } from '../../support/alarms/watchdog-variable.ts';
import { attribute, functionsOf, ofType, propertiesOf, synthesise } from './assembly.ts';

const { service } = synthesise();
const functions = functionsOf(service);

interface QueueProperties {
  readonly VisibilityTimeout?: number;
  readonly MessageRetentionPeriod?: number;
  readonly SqsManagedSseEnabled: boolean;
  readonly RedrivePolicy?: { readonly deadLetterTargetArn: unknown; readonly maxReceiveCount: number };
}

interface Mapping {
  readonly FunctionName: { readonly Ref: string };
  readonly EventSourceArn: unknown;
  readonly BatchSize: number;
  readonly FunctionResponseTypes: readonly string[];
  readonly ScalingConfig?: { readonly MaximumConcurrency: number };
}

const queues = ofType(service, 'AWS::SQS::Queue').map(([id, { Properties }]) => ({
  id,
  ...(Properties as unknown as QueueProperties),
}));
const deadLetterQueues = queues.filter(({ id }) => id.includes('DeadLetters'));
const others = queues.filter(({ id }) => !id.includes('DeadLetters'));
const workQueues = others.filter(({ id }) => /^(Select|Work|Files)/.test(id));
const mappings = propertiesOf<Mapping>(service, 'AWS::Lambda::EventSourceMapping');
const fn = (name: string) => functions.find((one) => one.name === name);
const readersOf = (queue: string): Mapping[] => mappings.filter((one) => attribute(one.EventSourceArn) === queue);

it('has a queue for selecting, one for work, one for files, one for what arrives, one for what is pulled, one for snapshots and two for webhooks', () => {
  expect(others.map(({ id }) => id.replace(/Queue.*/, ''))).toEqual([
    'Select',
    'Work',
    'Files',
    'Inbound',
    'Pull',
    'Deliveries',
    'Snapshots',
    'webhookssendWebhooks',
  ]);
});

describe.each(others)('queue $id', (queue) => {
  it('gives up a message after five deliveries', () => {
    expect(queue.RedrivePolicy?.maxReceiveCount).toBe(5);
  });

  it('hides a message for at least six times the timeout of its function', () => {
    const [reader] = readersOf(queue.id);
    const timeout = functions.find(({ id }) => id === reader?.FunctionName.Ref)?.Timeout ?? Number.POSITIVE_INFINITY;
    expect(queue.VisibilityTimeout).toBeGreaterThanOrEqual(6 * timeout);
  });
});

describe.each(workQueues)('queue $id', (queue) => {
  it('shares the dead-letter queue of jobs', () => {
    const target = attribute(queue.RedrivePolicy?.deadLetterTargetArn);
    expect(deadLetterQueues.map(({ id }) => id)).toContain(target);
    expect(target).toMatch(/^JobsDeadLetters/);
  });

  it('has exactly one reader, which takes one message at a time and reports what failed', () => {
    expect(readersOf(queue.id)).toMatchObject([
      {
        BatchSize: 1,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: queue.id.startsWith('Files') ? 4 : 10 },
      },
    ]);
  });

  it('has a reader of its dead letters, jobs-failed', () => {
    const target = attribute(queue.RedrivePolicy?.deadLetterTargetArn) ?? '';
    expect(readersOf(target).map(({ FunctionName }) => FunctionName.Ref)).toEqual([fn('jobs-failed')?.id]);
  });
});

it('keeps dead letters as long as SQS can', () => {
  expect(deadLetterQueues.map((one) => one.MessageRetentionPeriod)).toEqual(deadLetterQueues.map(() => 14 * 86_400));
});

describe.each(queues)('queue $id', ({ id, SqsManagedSseEnabled }) => {
  it('is encrypted', () => {
    expect(SqsManagedSseEnabled).toBe(true);
  });

  it('refuses callers without TLS', () => {
    const policies = propertiesOf<{ Queues: { Ref: string }[]; PolicyDocument: { Statement: object[] } }>(
      service,
      'AWS::SQS::QueuePolicy',
    );
    const policy = policies.find(({ Queues }) => Queues.some(({ Ref }) => Ref === id));
    expect(policy?.PolicyDocument.Statement).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    );
  });
});

it('asks only the queues all the time for whose messages somebody waits, and lets the watchdog wake the others', () => {
  const names = new Map(queues.map(({ id }) => [id, id.replace(/Queue.*/, '')]));
  const asleep = ofType(service, 'AWS::Lambda::EventSourceMapping').flatMap(([id, { Properties }]) =>
    Properties['Enabled'] === false ? [[names.get(attribute(Properties['EventSourceArn']) ?? ''), id]] : [],
  );
  expect(asleep.map(([queue]) => queue)).toEqual(
    expect.arrayContaining(['Pull', 'Snapshots', 'webhookssendWebhooks', 'Deliveries']),
  );
  expect(asleep).toHaveLength(5);
  expect([...watchdogVariable(service, 'SLEEPERS').values()].sort()).toEqual(asleep.map(([, id]) => id).sort());
  expect([...watchdogVariable(service, 'WORK_QUEUES').keys()]).toEqual(
    expect.arrayContaining([...watchdogVariable(service, 'SLEEPERS').keys()]),
  );
});

it('tells webhooks, and those that wait, in a function each, five at once, with dead letters for a person', () => {
  const readers = { Webhooks: 'webhooks-send', Deliveries: 'webhooks-late' };
  for (const [id, name] of Object.entries(readers)) {
    const [queue] = others.filter((one) => one.id.includes(id));
    expect(readersOf(queue?.id ?? '')).toMatchObject([
      { FunctionName: { Ref: fn(name)?.id }, BatchSize: 1, ScalingConfig: { MaximumConcurrency: 5 } },
    ]);
    expect(readersOf(attribute(queue?.RedrivePolicy?.deadLetterTargetArn) ?? '')).toEqual([]);
  }
});

it('has a message group for each workspace in what the bus sends to webhooks', () => {
  const rules = propertiesOf<{ Targets: readonly object[] }>(service, 'AWS::Events::Rule');
  const toQueues = rules.filter(({ Targets }) => JSON.stringify(Targets).includes('SqsParameters'));
  expect(toQueues).toMatchObject([{ Targets: [{ SqsParameters: { MessageGroupId: '$.detail.workspace' } }] }]);
});

it('takes what AWS publishes of SMS and WhatsApp in this account, from a topic of its own, in its envelope', () => {
  const [[topic] = []] = ofType(service, 'AWS::SNS::Topic').filter(([id]) => id.startsWith('Inbound'));
  const [queue] = others.filter(({ id }) => id.startsWith('Inbound'));
  const subscriptions = propertiesOf<{ Endpoint: unknown; TopicArn: { Ref: string } }>(
    service,
    'AWS::SNS::Subscription',
  ).filter(({ TopicArn }) => TopicArn.Ref === topic);
  expect(subscriptions).toMatchObject([{ Protocol: 'sqs', TopicArn: { Ref: topic } }]);
  expect(subscriptions[0]).not.toHaveProperty('RawMessageDelivery');
  expect(attribute(subscriptions[0]?.Endpoint)).toBe(queue?.id);
  const policies = propertiesOf<{
    Topics: { Ref: string }[];
    PolicyDocument: { Statement: { Effect: string; Principal: object }[] };
  }>(service, 'AWS::SNS::TopicPolicy');
  const policy = policies.find(({ Topics }) => Topics.some(({ Ref }) => Ref === topic));
  const allowed = policy?.PolicyDocument.Statement.filter(({ Effect }) => Effect === 'Allow');
  expect(allowed).toMatchObject(
    ['sms-voice', 'social-messaging'].map((name) => ({
      Principal: { Service: `${name}.amazonaws.com` },
      Action: 'sns:Publish',
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    })),
  );
});

it('has one function that takes what arrived, ten messages at a time, and whose dead letters wait for a person', () => {
  const [queue] = others.filter(({ id }) => id.startsWith('Inbound'));
  expect(readersOf(queue?.id ?? '')).toMatchObject([
    {
      FunctionName: { Ref: fn('inbound-take')?.id },
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    },
  ]);
  expect(readersOf(attribute(queue?.RedrivePolicy?.deadLetterTargetArn) ?? '')).toEqual([]);
});
