import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { attribute, functionsOf, ofType, propertiesOf, synthesise } from './assembly.ts';

const { service } = await synthesise();

interface Alarm {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly AlarmActions: readonly { readonly Ref: string }[];
  readonly MetricName: string;
  readonly Threshold: number;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: unknown }[];
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
    ({ MetricName, Dimensions }) => MetricName === metric && Dimensions.some(({ Value }) => dimension(Value)),
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

const deadLetterQueues = ofType(service, 'AWS::SQS::Queue')
  .map(([id]) => id)
  .filter((id) => id.includes('DeadLetters'));

it.each(deadLetterQueues)('goes off at the first message in %s', (queue) => {
  const found = on('ApproximateNumberOfMessagesVisible', (value) => attribute(value) === queue);
  expect(found.map(({ Threshold }) => Threshold)).toEqual([1]);
});

const inBackground = functionsOf(service).filter(({ name }) => /^(jobs-.*|groups-turn|dormancy|project)$/.test(name));

it.each(inBackground)('goes off at the first error of $name', ({ id }) => {
  const found = on('Errors', (value) => (value as { Ref?: string }).Ref === id);
  expect(found.map(({ Threshold }) => Threshold)).toEqual([1]);
});

it.each(['jobs-watchdog', 'groups-turn', 'dormancy'])('goes off when %s does not run', (name) => {
  expect(alarms.find(({ AlarmName }) => AlarmName === `dormouse-${name}-silent`)).toMatchObject({
    MetricName: 'Invocations',
    ComparisonOperator: 'LessThanThreshold',
    TreatMissingData: 'breaching',
  });
});

it('goes off when the stream is ten minutes behind', () => {
  expect(alarms.find(({ MetricName }) => MetricName === 'IteratorAge')).toMatchObject({ Threshold: 600_000 });
});

it('goes off when requests fail', () => {
  expect(alarms.find(({ AlarmName }) => AlarmName === 'dormouse-api-5xx')).toMatchObject({ MetricName: '5xx' });
});

it('draws requests, queues, the stream and what each function consumes on one page', () => {
  const [[, dashboard] = []] = ofType(service, 'AWS::CloudWatch::Dashboard');
  const body = JSON.stringify(dashboard?.Properties['DashboardBody']);
  for (const metric of ['Latency', '5xx', 'ApproximateNumberOfMessagesVisible', 'IteratorAge'])
    expect(body).toContain(metric);
  for (const { name } of functionsOf(service)) {
    for (const metric of ['ReadUnits', 'WriteUnits']) {
      expect(body).toContain(`\\"Dormouse\\",\\"${metric}\\",\\"service\\",\\"${name}\\"`);
    }
  }
});
