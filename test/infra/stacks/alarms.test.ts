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
/** What the watchdog looks into: names and logical ids of queues. */
const watched = (() => {
  const watchdog = functionsOf(service).find(({ name }) => name === 'jobs-watchdog');
  const given = watchdog?.Environment.Variables['DEAD_LETTER_QUEUES'] as {
    'Fn::Join': [string, (string | { Ref: string })[]];
  };
  const text = given['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : part.Ref)).join('');
  return text.split(',').map((pair) => pair.split('=') as [name: string, id: string]);
})();
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
  expect([...chapters.keys()].filter((title) => title.startsWith('dormouse-')).sort()).toEqual(
    [...names, ...watched.map(([name]) => `dormouse-${name}-dead-letters`)].sort(),
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

it('sends every alarm to the one topic', () => {
  const [[topic] = []] = ofType(service, 'AWS::SNS::Topic');
  for (const { AlarmActions } of alarms) expect(AlarmActions).toEqual([{ Ref: topic }]);
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

it.each(deadLetterQueues)('somebody is told of the first message in %s: by an alarm, or by the watchdog', (queue) => {
  const found = on('ApproximateNumberOfMessagesVisible', (value) => attribute(value) === queue);
  const ways = [...found.map(({ Threshold }) => Threshold), ...watched.filter(([, id]) => id === queue).map(() => 1)];
  expect(ways).toEqual([1]);
});

const wokenByQueues = functionsOf(service).filter(({ name }) => /^jobs-(select|work)$/.test(name));

it.each(wokenByQueues)(
  'goes off when $name fails again and again, and not at one error, whose message comes again',
  ({ id }) => {
    const found = on('Errors', (value) => (value as { Ref?: string }).Ref === id);
    expect(found).toMatchObject([{ Threshold: 1, EvaluationPeriods: 6, DatapointsToAlarm: 3 }]);
  },
);

it.each([
  ['jobs-watchdog', 1],
  ['groups-turn', 6],
  // A day, and the half hour within which the scheduler may begin the sweep, in whole hours: a late run is no silence.
  ['dormancy', 26],
  ['snapshots-tidy', 3],
])('goes off when %s has not run for %i hours, or failed each time', (name, hours) => {
  expect(alarms.find(({ AlarmName }) => AlarmName === `dormouse-${name}-silent`)).toMatchObject({
    MetricName: 'Errors',
    Statistic: 'Average',
    Threshold: 1,
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
  const alarm = alarms.find(({ AlarmName }) => AlarmName === 'dormouse-functions-throttled');
  expect(alarm).toMatchObject({ Threshold: 100 });
});

it('goes off when the stream is ten minutes behind', () => {
  expect(alarms.find(({ MetricName }) => MetricName === 'IteratorAge')).toMatchObject({ Threshold: 600_000 });
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
