import type { Check, CheckedFunction, CheckedMetric, WorkQueueName } from './check.ts';

const FIVE_MINUTES = 300;
const HOUR = 3_600;
const MINUTE = 60;

/** Of 99.9 % in thirty days, so many percent for three days use up a tenth. */
const SLOW = 0.1;
/** With fewer failures, one request would be a percentage. */
export const FEWEST = 5;
/** Many refused requests in five minutes for any number of workspaces: three a second. */
const REFUSALS = 1_000;
/** Milliseconds: a request waits eight seconds at most for a throttled table. */
const SLOWEST = 5_000;
/** AWS's advice: so much of the limit of concurrent executions. */
const NEARLY = 0.8;

const counted = (name: string): CheckedMetric => ({ of: 'service', name, stat: 'Sum' });

/** A message of a queue may become so old, in seconds. */
const old = (queue: WorkQueueName, age: number, hurts: string): Check => ({
  alarm: `${queue}-old`,
  hurts,
  metrics: { age: { of: { queue }, name: 'ApproximateAgeOfOldestMessage', stat: 'Maximum' } },
  threshold: age,
  period: FIVE_MINUTES,
  periods: 1,
  when: { waiting: [queue] },
});

/** A function of a queue crashes or runs out of time again and again: one message comes again by itself. */
const errors = (fn: string, queue: WorkQueueName, hurts: string): Check => ({
  alarm: `${fn}-errors`,
  hurts,
  metrics: { errors: { of: { fn }, name: 'Errors', stat: 'Sum' } },
  threshold: 1,
  period: FIVE_MINUTES,
  periods: 6,
  inAtLeast: 3,
  when: { waiting: [queue] },
});

/**
 * None of so many hours had a run that ended well: a period of a day would go off for a late one. Lambda reports 0
 * errors for such a run, 1 for one that failed, and nothing without a run.
 */
const silent = (alarm: string, of: CheckedFunction, hours: number, hurts: string): Check => ({
  alarm,
  hurts,
  metrics: { errors: { of, name: 'Errors', stat: 'Average' } },
  threshold: 1,
  period: HOUR,
  periods: hours,
  silence: true,
  when: { hours: 6 },
});

/** The service counts something that must never happen. */
const never = (alarm: string, metric: string, every: number, hurts: string): Check => ({
  alarm,
  hurts,
  metrics: { count: counted(metric) },
  threshold: 1,
  period: FIVE_MINUTES,
  periods: 1,
  when: { hours: every },
});

/** What the watchdog checks: where minutes count there is an alarm of CloudWatch instead (ADR 099). */
export const CHECKS: readonly Check[] = [
  old('select', 15 * MINUTE, 'Jobs stay pending: people do not see how many contacts they would touch.'),
  old('work', HOUR, 'Jobs take much longer than people expect: slices have waited for an hour.'),
  old('files', HOUR, 'Imports stay pending: people do not see what would be imported.'),
  old('inbound', 15 * MINUTE, 'Messages and opt-outs come late: people who opted out may still be written to.'),
  // A source may ask for an hour's wait; delayed messages do not count.
  old('pull', HOUR, 'Imports from TextIt stand still: people wait for what is to be pulled.'),
  old('webhooks', HOUR, 'Webhooks are told late: deliveries have waited for an hour.'),
  // Of deliveries and snapshots none: slow addresses are a workspace's own matter, and searches ask again.
  errors(
    'jobs-select',
    'select',
    'Jobs stay pending: people do not see how many contacts they would touch, and nothing starts.',
  ),
  errors('jobs-work', 'work', 'Slices are retried: jobs take longer, and after five deliveries a slice is given up.'),
  errors('imports-files', 'files', 'Imports stay pending: people do not see what would be imported.'),
  {
    alarm: 'failed-deliveries',
    hurts: 'Slices of jobs, or selections, fail and come again: after five deliveries a slice is given up.',
    metrics: { failed: counted('FailedDeliveries') },
    threshold: 5,
    period: FIVE_MINUTES,
    periods: 3,
    inAtLeast: 2,
    when: { waiting: ['select', 'work'] },
  },
  {
    alarm: 'stream-behind',
    hurts:
      'Counts, history and lists of messages are minutes old; after 24 hours the stream forgets what was not read.',
    metrics: { age: { of: { fn: 'project' }, name: 'IteratorAge', stat: 'Maximum' } },
    threshold: 10 * MINUTE * 1_000,
    period: FIVE_MINUTES,
    periods: 2,
    when: { hours: 1 },
  },
  {
    alarm: 'project-failing',
    hurts: 'Counts, history and lists of messages stand still for part of the contacts.',
    metrics: { failed: counted('FailedProjections') },
    threshold: 1,
    period: FIVE_MINUTES,
    periods: 6,
    when: { hours: 1 },
  },
  {
    alarm: 'api-slow',
    hurts: 'People at the console wait: one request in a hundred takes more than five seconds.',
    metrics: {
      requests: { of: 'api', name: 'Count', stat: 'Sum' },
      p99: { of: 'api', name: 'Latency', stat: 'p99' },
    },
    value: ({ requests = null, p99 = null }) => ((requests ?? 0) >= 100 ? p99 : 0),
    threshold: SLOWEST,
    period: FIVE_MINUTES,
    periods: 6,
    when: { hours: 1 },
  },
  {
    alarm: 'api-5xx-slowly',
    hurts: 'Few requests fail, but for days: people come to know the service as unreliable.',
    metrics: {
      failed: { of: 'log', name: 'FailedRequests', stat: 'Sum' },
      requests: { of: 'api', name: 'Count', stat: 'Sum' },
    },
    value: ({ failed = null, requests = null }) =>
      failed !== null && failed >= FEWEST && requests ? (100 * failed) / requests : 0,
    threshold: SLOW,
    period: 6 * HOUR,
    periods: 12,
    inAtLeast: 4,
    when: { hours: 6 },
  },
  {
    alarm: 'api-4xx',
    hurts: 'A script or client of a workspace fails at every call, or someone tries out tokens.',
    metrics: { refused: { of: 'log', name: 'RefusedRequests', stat: 'Sum' } },
    threshold: REFUSALS,
    period: FIVE_MINUTES,
    periods: 3,
    when: { hours: 1 },
  },
  {
    alarm: 'functions-throttled',
    hurts: 'Lambda refuses calls, for the account is at its limit: the API answers 503, and jobs are slow.',
    // Over all functions, which share the account's limit, but the one that waits by design when much is written.
    metrics: {
      all: { of: 'account', name: 'Throttles', stat: 'Sum' },
      behind: { of: { fn: 'project' }, name: 'Throttles', stat: 'Sum' },
    },
    value: ({ all = null, behind = null }) => (all === null ? null : all - (behind ?? 0)),
    threshold: 100,
    period: FIVE_MINUTES,
    periods: 3,
    when: { hours: 1 },
  },
  {
    alarm: 'concurrency-high',
    hurts: 'The account is near its limit of concurrent functions, above which the API answers 503.',
    metrics: { concurrent: { of: 'account', name: 'ConcurrentExecutions', stat: 'Maximum' } },
    threshold: (account) => Math.floor(account * NEARLY),
    period: FIVE_MINUTES,
    periods: 3,
    when: { hours: 1 },
  },
  {
    alarm: 'tables-throttled',
    hurts: 'DynamoDB refuses part of the requests: the API answers late or with 503, and jobs are slow.',
    metrics: { throttled: counted('ThrottledRequests') },
    threshold: 100,
    period: FIVE_MINUTES,
    // A large job on a young table is throttled until the table has grown, within half an hour.
    periods: 12,
    inAtLeast: 10,
    when: { hours: 1 },
  },
  never(
    'jobs-unbalanced',
    'UnbalancedJobs',
    1,
    'A job has failed since its numbers do not add up: what became of some contacts is not known.',
  ),
  never(
    'snapshots-broken',
    'BrokenSnapshots',
    6,
    'Snapshots lack a file, or people whom the workspace counts: its searches are slow until others are made.',
  ),
  never(
    'audit-repairs',
    'AuditRepairs',
    6,
    'The nightly audit had to mend data: until then somebody saw wrong counts, groups or lists.',
  ),
  never(
    'policies-braked',
    'BrakedPolicies',
    6,
    'A stage of a policy has too many contacts for one night: it does nothing until an administrator decides.',
  ),
  silent(
    'groups-turn-silent',
    { fn: 'lifecycle', schedule: 'turn-groups' },
    6,
    'Smart groups that count days back from today are a day behind, and dormancy is late.',
  ),
  silent(
    'snapshots-tidy-silent',
    { fn: 'snapshots-tidy' },
    3,
    'Snapshots keep people who were deleted, in files that only searches read.',
  ),
  // A night and the half hour in which the sweep may begin.
  silent(
    'dormancy-silent',
    { fn: 'lifecycle', schedule: 'flag-dormant' },
    26,
    'No workspace was swept last night: contacts archived for long stay, and a lost flag is not made up for.',
  ),
];
