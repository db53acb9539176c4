/**
 * Alarms over a day, minute by minute, as CloudWatch would see it: a normal heavy one wakes nobody, and each of some
 * troubles wakes somebody in time. Dead letters have tests of their own (dead-letters.test.ts).
 */
import { expect, it } from 'vitest';
import troubles from '../../cases/infra/troubles.json' with { type: 'json' };
import { type AlarmProperties, goesOffAt, type Metrics, type Series } from '../../support/alarms/evaluate.ts';
import { propertiesOf, synthesise } from './assembly.ts';

const { service } = synthesise();
const alarms = propertiesOf<AlarmProperties>(service, 'AWS::CloudWatch::Alarm');
const DAY = 24 * 60;

/** A value at each minute from one to another, every so many minutes. */
const at = (from: number, to: number, value: number, every = 1): Series =>
  new Map(Array.from({ length: Math.ceil((to - from) / every) }, (_, n) => [from + n * every, value]));

interface Sample {
  readonly metric: string;
  /** Part of the dimensions: the name of a function or queue in its logical id; of the whole account when left out. */
  readonly of?: string;
  readonly series: Series;
}

/**
 * An ordinary day with much in it, by what the bench and the journeys show: a million contacts archived on a young
 * table, which throttles for twenty minutes; a slice whose one contact fails by itself; a webhook whose address does
 * not answer; a worker that crashed once; a client above its limit all day; requests that were told to come again.
 */
const HEAVY: readonly Sample[] = [
  { metric: 'Count', series: at(0, DAY, 60) },
  { metric: 'FailedRequests', series: at(400, 401, 2) },
  { metric: 'RefusedRequests', series: at(0, DAY, 5) },
  { metric: 'Latency', series: at(0, DAY, 180) },
  { metric: 'Latency', series: at(600, 620, 8_000) },
  { metric: 'ThrottledRequests', series: at(600, 620, 400) },
  { metric: 'FailedDeliveries', series: at(605, 606, 3) },
  { metric: 'Errors', of: 'jobswork', series: at(610, 611, 1) },
  { metric: 'Throttles', series: at(600, 620, 900) },
  { metric: 'Throttles', of: 'project', series: at(600, 620, 890) },
  { metric: 'IteratorAge', of: 'project', series: at(600, 625, 240_000) },
  { metric: 'ApproximateAgeOfOldestMessage', of: 'Work', series: at(600, 625, 900) },
  { metric: 'ApproximateAgeOfOldestMessage', of: 'Select', series: at(600, 605, 60) },
  { metric: 'ApproximateAgeOfOldestMessage', of: 'Inbound', series: at(0, DAY, 2) },
  { metric: 'ApproximateAgeOfOldestMessage', of: 'Deliveries', series: at(0, DAY, 80_000) },
  { metric: 'ConcurrentExecutions', series: at(0, DAY, 60) },
  // Of functions that ran and did not fail.
  { metric: 'Errors', of: 'jobswatchdog', series: at(0, DAY, 0, 5) },
  { metric: 'Errors', of: 'lifecycle', series: at(5, DAY, 0, 60) },
  { metric: 'Errors', of: 'snapshotstidy', series: at(20, DAY, 0, 60) },
  { metric: 'Errors', of: 'probe', series: at(0, DAY, 0, 3) },
];

/** Later samples of a metric go before earlier ones, minute by minute. */
function metricsOf(samples: readonly Sample[]): Metrics {
  const known = new Map<string, Series>();
  return (name, dimensions) => {
    const series =
      known.get(name + dimensions) ??
      new Map(
        samples
          .filter(({ metric, of }) => metric === name && (of ? dimensions.includes(`"${of}`) : isWhole(dimensions)))
          .flatMap((sample) => [...sample.series]),
      );
    known.set(name + dimensions, series);
    return series;
  };
}

/** Of the account, the API or the service, and of no function or queue. */
const isWhole = (dimensions: string): boolean => !/FunctionName|QueueName/.test(dimensions);

interface Woken {
  readonly alarm: string;
  readonly minute: number;
}

/** The first time that each alarm reaches somebody. */
function woken(samples: readonly Sample[]): readonly Woken[] {
  const metrics = metricsOf(samples);
  const all = alarms.flatMap((alarm): Woken[] => {
    const minute = goesOffAt(alarm, metrics, DAY);
    return minute === null ? [] : [{ alarm: alarm.AlarmName.replace('dormouse-', ''), minute }];
  });
  return all.toSorted((a, b) => a.minute - b.minute);
}

it('a normal heavy day wakes nobody', () => {
  expect(woken(HEAVY)).toEqual([]);
});

const without = (metric: string, of: string): readonly Sample[] =>
  HEAVY.filter((sample) => sample.metric !== metric || sample.of !== of);

it.each(troubles)('wakes somebody in time: $trouble ($alarm, $within minutes)', ({ alarm, within, samples }) => {
  const added = samples.map(({ series, ...one }) => ({ ...one, series: at(...(series as Parameters<typeof at>)) }));
  const [first] = woken([...HEAVY, ...added]).filter((one) => one.alarm === alarm);
  expect(first?.minute).toBeGreaterThan(800);
  expect(first?.minute).toBeLessThanOrEqual(800 + within);
});

it.each([
  ['has not run', []],
  ['has failed each time', [{ metric: 'Errors', of: 'jobswatchdog', series: at(800, DAY, 1, 5) }]],
])('wakes somebody when the watchdog %s for an hour', (_, since: readonly Sample[]) => {
  const ended = [
    ...without('Errors', 'jobswatchdog'),
    { metric: 'Errors', of: 'jobswatchdog', series: at(0, 800, 0, 5) },
  ];
  // The hour that has no good run at all is the first that is whole.
  expect(woken([...ended, ...since])).toEqual([{ alarm: 'jobs-watchdog-silent', minute: 900 }]);
});

it('wakes somebody within ten minutes when nothing runs any more, so that nothing is reported', () => {
  const ended = [...without('Errors', 'probe'), { metric: 'Errors', of: 'probe', series: at(0, 801, 0, 3) }];
  expect(woken(ended)).toEqual([{ alarm: 'unreachable', minute: expect.toSatisfy((minute) => minute <= 811) }]);
});
