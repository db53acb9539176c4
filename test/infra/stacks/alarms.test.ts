import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { attribute, functionsOf, ofType, propertiesOf, synthesise } from './assembly.ts';

const { service } = synthesise();

interface Alarm {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly AlarmActions: readonly { readonly Ref: string }[];
  readonly MetricName: string;
  readonly Threshold: number;
  readonly EvaluationPeriods: number;
  readonly Period: number;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
}

const alarms = propertiesOf<Alarm>(service, 'AWS::CloudWatch::Alarm');
const names = alarms.map(({ AlarmName }) => AlarmName).sort();
const runbook = readFileSync(new URL('../../../docs/runbook.md', import.meta.url), 'utf8');
const chapters = new Map(
  runbook
    .split(/^## /m)
    .slice(1)
    .map((chapter) => [chapter.slice(0, chapter.indexOf('\n')), chapter]),
);
const on = (metric: string, dimension: (value: unknown) => boolean): Alarm[] =>
  alarms.filter(
    ({ MetricName, Dimensions }) => MetricName === metric && Dimensions?.some(({ Value }) => dimension(Value)),
  );

it('has a chapter in the runbook for every alarm, and no chapter for an alarm that does not exist', () => {
  expect([...chapters.keys()].filter((title) => title.startsWith('dormouse-')).sort()).toEqual(names);
});

it.each(names)('says what happened, who is affected, where to look and what to do: %s', (name) => {
  const parts = chapters.get(name)?.match(/^\*\*[^*]+\*\*/gm);
  expect(parts).toEqual(['**What happened.**', '**Who is hurt.**', '**Look.**', '**Do.**']);
});

it('points from each alarm to its chapter', () => {
  for (const { AlarmName, AlarmDescription } of alarms)
    expect(AlarmDescription).toMatch(`docs/runbook.md#${AlarmName}`);
});

it('sends every alarm to the one topic', () => {
  const [[topic] = []] = ofType(service, 'AWS::SNS::Topic');
  for (const { AlarmActions } of alarms) expect(AlarmActions).toEqual([{ Ref: topic }]);
});

it('lets the alarms and the budget publish to the topic, and no one without TLS', () => {
  const [policy] = propertiesOf<{ PolicyDocument: { Statement: object[] } }>(service, 'AWS::SNS::TopicPolicy');
  expect(policy?.PolicyDocument.Statement).toEqual([
    expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    expect.objectContaining({
      Effect: 'Allow',
      Action: 'sns:Publish',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Condition: expect.objectContaining({ StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } }),
    }),
    expect.objectContaining({
      Effect: 'Allow',
      Action: 'sns:Publish',
      Principal: { Service: 'budgets.amazonaws.com' },
      Condition: expect.objectContaining({ StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } }),
    }),
  ]);
  expect(JSON.stringify(policy)).toContain(':alarm:dormouse-*');
});

const deadLetterQueues = ofType(service, 'AWS::SQS::Queue')
  .map(([id]) => id)
  .filter((id) => id.includes('DeadLetters'));

it.each(deadLetterQueues)('goes off at the first message in %s', (queue) => {
  const found = on('ApproximateNumberOfMessagesVisible', (value) => attribute(value) === queue);
  expect(found.map(({ Threshold }) => Threshold)).toEqual([1]);
});

const wokenByQueues = functionsOf(service).filter(({ name }) => /^jobs-(select|work)$/.test(name));

it.each(wokenByQueues)('goes off at the first error of $name, whose message comes again', ({ id }) => {
  const found = on('Errors', (value) => (value as { Ref?: string }).Ref === id);
  expect(found.map(({ Threshold }) => Threshold)).toEqual([1]);
});

it.each([
  ['jobs-watchdog', 1],
  ['groups-turn', 6],
  // A day, and the half hour within which the scheduler may begin the sweep, in whole hours: a late run is no silence.
  ['dormancy', 26],
  ['snapshots-tidy', 3],
])('goes off when %s has not run for %i hours', (name, hours) => {
  expect(alarms.find(({ AlarmName }) => AlarmName === `dormouse-${name}-silent`)).toMatchObject({
    MetricName: 'Invocations',
    ComparisonOperator: 'LessThanThreshold',
    TreatMissingData: 'breaching',
    Period: 3_600,
    EvaluationPeriods: hours,
  });
});

it.each([
  ['Select', 15 * 60],
  ['Work', 60 * 60],
])('goes off when a message of the queue %s has waited for %i seconds', (queue, seconds) => {
  const found = on('ApproximateAgeOfOldestMessage', (value) => attribute(value)?.startsWith(queue) ?? false);
  expect(found.map(({ Threshold }) => Threshold)).toEqual([seconds]);
});

it.each(['BrokenSnapshots', 'FailedDeliveries', 'ThrottledRequests', 'UnbalancedJobs'])(
  'goes off at many %s, which functions count for the service',
  (metric) => {
    expect(on(metric, (value) => value === 'dormouse')).toHaveLength(1);
  },
);

it('goes off when Lambda throttles functions of the account', () => {
  const [alarm] = alarms.filter(({ MetricName }) => MetricName === 'Throttles');
  expect(alarm).toMatchObject({ Threshold: 100 });
  expect(alarm?.Dimensions).toBeUndefined();
});

it('goes off when the stream is ten minutes behind', () => {
  expect(alarms.find(({ MetricName }) => MetricName === 'IteratorAge')).toMatchObject({ Threshold: 600_000 });
});

it.each(['5xx', '4xx'])('goes off when requests are answered with %s', (metric) => {
  expect(alarms.find(({ AlarmName }) => AlarmName === `dormouse-api-${metric}`)).toMatchObject({ MetricName: metric });
});

it('draws requests, queues, the stream and what each function consumes on one page', () => {
  const [[, dashboard] = []] = ofType(service, 'AWS::CloudWatch::Dashboard');
  const body = JSON.stringify(dashboard?.Properties['DashboardBody']);
  for (const metric of ['Latency', '5xx', 'ApproximateNumberOfMessagesVisible', 'IteratorAge'])
    expect(body).toContain(metric);
  for (const unit of ['readUnits', 'writeUnits']) expect(body).toContain(`stats sum(${unit}) by service`);
});

it('draws fewer metrics than a dashboard has for nothing', () => {
  const [[, dashboard] = []] = ofType(service, 'AWS::CloudWatch::Dashboard');
  const body = JSON.stringify(dashboard?.Properties['DashboardBody']);
  const metrics = body.match(/\[\\"AWS\//g) ?? [];
  expect(metrics.length).toBeGreaterThan(20);
  expect(metrics.length).toBeLessThanOrEqual(50);
});
