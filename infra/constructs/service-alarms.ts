import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Alarms } from './alarms.ts';
import type { FeatureFunction } from './feature-function.ts';

interface Watched {
  readonly alarms: Alarms;
  /** The function of a name. */
  readonly called: (name: string) => FeatureFunction;
  /** Concurrent executions of the account; null when that is not known. */
  readonly account: number | null;
}

const FIVE_MINUTES = { period: Duration.minutes(5) };
/** Seconds. */
const MINUTE = 60;
const HOUR = 3_600;

/** Concurrent executions that AWS gives an account by default. */
const USUAL = 1_000;
/** AWS's advice: so much of the limit of concurrent executions. */
const NEARLY = 0.8;

/** By queue, the seconds that a message may wait, and who is hurt then. */
const OLD: Readonly<Record<string, readonly [seconds: number, hurts: string]>> = {
  select: [15 * MINUTE, 'Jobs stay pending: people do not see how many contacts they would touch.'],
  work: [HOUR, 'Jobs take much longer than people expect: slices have waited for an hour.'],
  files: [HOUR, 'Imports stay pending: people do not see what would be imported.'],
  inbound: [15 * MINUTE, 'Messages and opt-outs come late: people who opted out may still be written to.'],
  // A source may ask for an hour's wait; delayed messages do not count.
  pull: [HOUR, 'Imports from TextIt stand still: people wait for their contacts.'],
  webhooks: [HOUR, 'Webhooks are called late: deliveries have waited for an hour.'],
};

/**
 * Functions of queues that crash or run out of time again and again: one message comes again by itself. Of deliveries
 * and snapshots none: slow addresses are a workspace's own matter, and searches ask again.
 */
const FAILING: Readonly<Record<string, string>> = {
  'jobs-select': 'Jobs stay pending: people do not see how many contacts they would touch, and nothing starts.',
  'jobs-work': 'Slices are retried: jobs take longer, and after five deliveries a slice is given up.',
  'imports-files': 'Imports stay pending: people do not see what would be imported.',
};

/** What the service counts that must never happen. */
const NEVER: Readonly<Record<string, readonly [metric: string, hurts: string]>> = {
  'jobs-unbalanced': [
    'UnbalancedJobs',
    'A job has failed since its numbers do not add up: it is unknown what happened to some contacts.',
  ],
  'snapshots-broken': [
    'BrokenSnapshots',
    'Snapshots lack a file, or people whom the workspace counts: its searches are slow until others are made.',
  ],
  'audit-repairs': [
    'AuditRepairs',
    'The nightly audit had to mend data: until then somebody saw wrong counts, groups or lists.',
  ],
  'policies-braked': [
    'BrakedPolicies',
    'A stage of a policy has too many contacts for one night: it does nothing until an administrator decides.',
  ],
};

/** Alarms of queues, functions, the stream, the tables, and of what must never happen (ADR 099). */
export function addServiceAlarms({ alarms, called, account }: Watched): void {
  const counted = (name: string): IMetric => alarms.counted(name, { service: 'dormouse' });
  for (const [queue, [threshold, hurts]] of Object.entries(OLD)) {
    const metric = alarms.queue(queue).metricApproximateAgeOfOldestMessage({ ...FIVE_MINUTES, statistic: 'Maximum' });
    alarms.add(`${queue}-old`, { hurts, metric, threshold });
  }
  for (const [name, hurts] of Object.entries(FAILING)) {
    const metric = called(name).lambda.metricErrors(FIVE_MINUTES);
    alarms.add(`${name}-errors`, { hurts, metric, threshold: 1, periods: 6, inAtLeast: 3 });
  }
  for (const [name, [metric, hurts]] of Object.entries(NEVER))
    alarms.add(name, { hurts, metric: counted(metric), threshold: 1 });
  alarms.add('failed-deliveries', {
    hurts: 'Slices of jobs, or selections, fail and come again: after five deliveries a slice is given up.',
    metric: counted('FailedDeliveries'),
    threshold: 5,
    periods: 3,
    inAtLeast: 2,
  });
  alarms.add('project-failing', {
    hurts: 'Counts, history and lists of messages stand still for part of the contacts.',
    metric: counted('FailedProjections'),
    threshold: 1,
    periods: 6,
  });
  alarms.add('tables-throttled', {
    hurts: 'DynamoDB refuses part of the requests: the API answers late or with 503, and jobs are slow.',
    metric: counted('ThrottledRequests'),
    threshold: 100,
    // A large job on a young table is throttled until the table has grown, within half an hour.
    periods: 12,
    inAtLeast: 10,
  });
  addLimits(alarms, called('project'), account ?? USUAL);
  addSilences(alarms, called);
}

/** The stream's function, and what all functions share. */
function addLimits(alarms: Alarms, project: FeatureFunction, account: number): void {
  const ofAccount = (metricName: string, statistic: string): Metric =>
    new Metric({ namespace: 'AWS/Lambda', metricName, statistic, ...FIVE_MINUTES });
  alarms.add('stream-behind', {
    hurts: 'Counts, history and lists of messages are minutes old; after 24 hours the stream forgets unread changes.',
    metric: project.lambda.metric('IteratorAge', { ...FIVE_MINUTES, statistic: 'Maximum' }),
    threshold: 10 * MINUTE * 1_000,
    periods: 2,
  });
  alarms.add('functions-throttled', {
    hurts: 'Lambda refuses calls, for the account is at its limit: the API answers 503, and jobs are slow.',
    // Over all functions, which share the account's limit, but the one that waits by design when much is written.
    metric: new MathExpression({
      expression: 'FILL(every, 0) - FILL(behind, 0)',
      usingMetrics: { every: ofAccount('Throttles', 'Sum'), behind: project.lambda.metricThrottles(FIVE_MINUTES) },
      ...FIVE_MINUTES,
    }),
    threshold: 100,
    periods: 3,
  });
  alarms.add('concurrency-high', {
    hurts: 'The account is near its limit of concurrent functions, above which the API answers 503.',
    metric: ofAccount('ConcurrentExecutions', 'Maximum'),
    threshold: Math.floor(account * NEARLY),
    periods: 3,
  });
}

/** Schedules none of whose runs in so many hours ended well. */
function addSilences(alarms: Alarms, called: Watched['called']): void {
  alarms.onSilence('snapshots-tidy', called('snapshots-tidy'), {
    hours: 3,
    hurts: 'Snapshots keep people who were deleted, in files that only searches read.',
  });
  alarms.onSilence('groups-turn', called('lifecycle'), {
    schedule: 'turn-groups',
    hours: 6,
    hurts: 'Smart groups that count days back from today are a day behind, and dormancy is late.',
  });
  // A night and the half hour in which the sweep may begin.
  alarms.onSilence('dormancy', called('lifecycle'), {
    schedule: 'flag-dormant',
    hours: 26,
    hurts: 'No workspace was swept last night: contacts are not deleted on time, and lost flags are not set.',
  });
}
