import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Alarms, CountAlarmProps } from './alarms.ts';
import type { FeatureFunction } from './feature-function.ts';

interface Account {
  /** Concurrent executions; null when that is not known. */
  readonly account: number | null;
  /** The function that follows the stream, which is throttled by design when much is written. */
  readonly behind: FeatureFunction;
}

/** AWS's advice: so much of the limit, in percent. */
const NEARLY = 80;
/** What AWS gives by default. */
const USUAL = 1_000;

/** By the names of the alarms. */
const COUNTED: Readonly<Record<string, CountAlarmProps>> = {
  'failed-deliveries': {
    counts: 'FailedDeliveries',
    hurts:
      'Slices of jobs, or selections, fail and come again: jobs take longer, and after five deliveries a slice is given up.',
    atLeast: 5,
    periods: 3,
    inAtLeast: 2,
  },
  'jobs-unbalanced': {
    counts: 'UnbalancedJobs',
    hurts: 'A job has failed since its numbers do not add up: what became of some contacts is not known.',
  },
  'snapshots-broken': {
    counts: 'BrokenSnapshots',
    hurts: 'Files of snapshots are gone or damaged: searches of a large workspace are slow until others are made.',
  },
  'jobs-wait': {
    counts: 'JobsWaitingForStream',
    hurts: 'Jobs stand still, or people who were deleted are not erased yet: the stream of contacts is not projected.',
    periods: 2,
  },
  'tables-throttled': {
    counts: 'ThrottledRequests',
    hurts: 'DynamoDB refuses part of the requests: the API answers late or with 503, and jobs are slow.',
    atLeast: 100,
    // A large job on a young table is throttled until the table has grown, within half an hour.
    periods: 12,
    inAtLeast: 10,
  },
  'project-failing': {
    counts: 'FailedProjections',
    hurts: 'Counts, history and lists of messages stand still for part of the contacts.',
    periods: 6,
  },
  'audit-repairs': {
    counts: 'AuditRepairs',
    hurts: 'The nightly audit had to mend data: until then somebody saw wrong counts, groups or lists.',
  },
};

/** Faults of the whole service; those of a part are with that part. */
export function addFaultAlarms(alarms: Alarms, { account, behind }: Account): void {
  for (const [name, alarm] of Object.entries(COUNTED)) alarms.onCount(name, alarm);
  const period = Duration.minutes(5);
  const lambda = (metricName: string, statistic: string) =>
    new Metric({ namespace: 'AWS/Lambda', metricName, period, statistic });
  alarms.add('functions-throttled', {
    hurts: 'Lambda refuses calls, for the account is at its limit: the API answers 503, and jobs are slow.',
    // Over all functions, which share the account's limit in the region.
    metric: new MathExpression({
      expression: 'all - FILL(behind, 0)',
      usingMetrics: {
        all: lambda('Throttles', 'Sum'),
        behind: behind.lambda.metricThrottles({ period }),
      },
      period,
    }),
    threshold: 100,
    periods: 3,
  });
  alarms.add('concurrency-high', {
    hurts: 'The account is near its limit of concurrent functions, above which the API answers 503.',
    metric: lambda('ConcurrentExecutions', 'Maximum'),
    threshold: Math.floor(((account ?? USUAL) * NEARLY) / 100),
    periods: 3,
  });
}
