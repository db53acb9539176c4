import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { watchdogVariable } from '../../support/alarms/watchdog-variable.ts';
import { functionsOf, ofType, propertiesOf, synthesise } from './assembly.ts';

const { service } = synthesise();

interface Alarm {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly AlarmActions: readonly { readonly Ref: string }[];
  readonly OKActions: readonly { readonly Ref: string }[];
}

const alarms = propertiesOf<Alarm>(service, 'AWS::CloudWatch::Alarm');
const names = alarms.map(({ AlarmName }) => AlarmName).sort();
/** What the watchdog looks into: names and logical ids of queues. */
const watched = [...watchdogVariable(service, 'DEAD_LETTER_QUEUES')];
/** What it tells of without an alarm: no metric says it. */
const told = ['jobs-wait', ...watched.map(([name]) => `${name}-dead-letters`)];
const runbook = readFileSync(new URL('../../../docs/runbook.md', import.meta.url), 'utf8');
const chapters = new Map(
  runbook
    .split(/^## /m)
    .slice(1)
    .map((chapter) => [chapter.slice(0, chapter.indexOf('\n')), chapter]),
);
it('has a chapter in the runbook for all that somebody is told of, and no chapter for what does not exist', () => {
  expect([...chapters.keys()].filter((title) => title.startsWith('dormouse-')).sort()).toEqual(
    [...names, ...told.map((name) => `dormouse-${name}`)].sort(),
  );
});

it.each([...chapters.keys()].filter((title) => title.startsWith('dormouse-')))(
  'says what happened, who is affected, where to look, what to do and what proves it: %s',
  (name) => {
    const parts = chapters.get(name)?.match(/^\*\*[^*]+\*\*/gm);
    expect(parts).toEqual(['**What happened.**', '**Who is hurt.**', '**Look.**', '**Do.**', '**Prove.**']);
  },
);

it('points from each alarm to its chapter', () => {
  for (const { AlarmName, AlarmDescription } of alarms)
    expect(AlarmDescription).toMatch(`docs/runbook.md#${AlarmName}`);
});

it('sends every alarm to the one topic, when it goes off and when it is over', () => {
  const [[topic] = []] = ofType(service, 'AWS::SNS::Topic');
  for (const { AlarmActions, OKActions } of alarms) {
    expect(AlarmActions).toEqual([{ Ref: topic }]);
    expect(OKActions).toEqual([{ Ref: topic }]);
  }
});

it('lets alarms, the budget and what the watchdog tells publish to the topic, and no one without TLS', () => {
  const [policy] = propertiesOf<{ PolicyDocument: { Statement: { Principal: object }[] } }>(
    service,
    'AWS::SNS::TopicPolicy',
  );
  const [denied, ...allowed] = policy?.PolicyDocument.Statement ?? [];
  expect(denied).toMatchObject({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
  const services = ['cloudwatch', 'budgets', 'events'].map((name) => ({ Service: `${name}.amazonaws.com` }));
  expect(new Set(allowed.map(({ Principal }) => Principal))).toEqual(new Set(services));
  for (const one of allowed) expect(one).toMatchObject({ Effect: 'Allow', Action: 'sns:Publish' });
  for (const one of allowed.filter(({ Principal }) => !JSON.stringify(Principal).includes('events')))
    expect(one).toMatchObject({ Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } } });
  expect(JSON.stringify(policy)).toContain(':alarm:dormouse-*');
});

const deadLetterQueues = ofType(service, 'AWS::SQS::Queue')
  .map(([id]) => id)
  .filter((id) => id.includes('DeadLetters'));

it.each(deadLetterQueues)('the watchdog tells somebody of the first message in %s', (queue) => {
  expect(watched.filter(([, id]) => id === queue)).toHaveLength(1);
});

it('has an alarm that goes off when the watchdog is silent', () => {
  expect(alarms.find(({ AlarmName }) => AlarmName === 'dormouse-jobs-watchdog-silent')).toMatchObject({
    MetricName: 'Errors',
    Statistic: 'Average',
    Threshold: 1,
    TreatMissingData: 'breaching',
    Period: 3_600,
    EvaluationPeriods: 1,
  });
});

/** The longest that AWS makes of each: names have up to 80 letters, functions 64, and mappings are uuids. */
function longest(part: unknown): number {
  if (typeof part === 'string') return part.length;
  const { Ref = '', 'Fn::GetAtt': attribute } = part as { Ref?: string; 'Fn::GetAtt'?: [string, string] };
  const type = service.Resources[Ref]?.Type ?? '';
  if (attribute?.[1] === 'QueueName' || type === 'AWS::Events::EventBus' || type === 'AWS::S3::Bucket') return 80;
  return (
    { 'AWS::Lambda::Function': 64, 'AWS::Lambda::EventSourceMapping': 36, 'AWS::ApiGatewayV2::Api': 10 }[type] ?? 124
  );
}

it('has room in the environment of the watchdog, whatever names AWS makes: it may have 4 KB', () => {
  const watchdog = functionsOf(service).find(({ name }) => name === 'jobs-watchdog');
  const size = Object.entries(watchdog?.Environment.Variables ?? {}).reduce((sum, [name, value]) => {
    const { 'Fn::Join': join } = value as { 'Fn::Join'?: [string, unknown[]] };
    return sum + name.length + (join?.[1] ?? [value]).reduce((all: number, part) => all + longest(part), 0);
  }, 0);
  expect(size).toBeLessThan(4_096);
});

it('counts failed and refused requests without the 503 and the 429 that the service means', () => {
  const filters = propertiesOf<{ FilterPattern: string; MetricTransformations: { MetricName: string }[] }>(
    service,
    'AWS::Logs::MetricFilter',
  );
  expect(filters.map((one) => [one.MetricTransformations[0]?.MetricName, one.FilterPattern])).toEqual([
    ['FailedRequests', '{ ($.status = "5*") && (($.status != "503") || ($.error != "-")) }'],
    ['RefusedRequests', '{ ($.status = "4*") && ($.status != "429") }'],
  ]);
});

it('answers on one page whether people are served, whether jobs move, what waits, and what it costs', () => {
  const [[, dashboard] = []] = ofType(service, 'AWS::CloudWatch::Dashboard');
  const body = JSON.stringify(dashboard?.Properties['DashboardBody']);
  for (const metric of [
    'Latency',
    'FailedRequests',
    'ApproximateNumberOfMessagesVisible',
    'OldestMessage',
    'IteratorAge',
  ])
    expect(body).toContain(metric);
  for (const part of ['sum(readUnits)', 'sum(writeUnits)', 'docs/runbook.md#dormouse-api-5xx'])
    expect(body).toContain(part);
});

it('draws fewer metrics than a dashboard has for nothing', () => {
  const [[, dashboard] = []] = ofType(service, 'AWS::CloudWatch::Dashboard');
  const body = JSON.stringify(dashboard?.Properties['DashboardBody']);
  const metrics = body.match(/\[\\"AWS\//g) ?? [];
  expect(metrics.length).toBeGreaterThan(15);
  expect(metrics.length).toBeLessThanOrEqual(50);
});
