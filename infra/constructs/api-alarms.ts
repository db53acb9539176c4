import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Alarms } from './alarms.ts';

interface Sources {
  readonly api: HttpApi;
  /** The access log, in which each request is a line. */
  readonly log: LogGroup;
}

/** With fewer failures, one request would be a percentage. */
const FEWEST = 5;
/** Percent of requests that may fail: of 99.9 % in thirty days, so much in an hour uses up a fiftieth. */
const FAST = 1.44;
/** And so much for three days a tenth. */
const SLOW = 0.1;
/** Many refused requests in five minutes for any number of workspaces: three a second. */
const REFUSALS = 1_000;
/** Milliseconds: a request waits eight seconds at most for a throttled table. */
const SLOWEST = 5_000;

/** A 503 of ours asks to come again, for a throttled table or data of another form: those have alarms of their own. */
const FAILED = '{ ($.status = "5*") && (($.status != "503") || ($.error != "-")) }';
/** A 429 tells a workspace about its own limit. */
const REFUSED = '{ ($.status = "4*") && ($.status != "429") }';

/** Alarms of what people at the console and scripts notice. Metrics of the log cost nothing while nothing fails. */
export function addApiAlarms(alarms: Alarms, { api, log }: Sources): void {
  const count = (name: string, pattern: string) => {
    const metric = alarms.counted(name);
    const { namespace: metricNamespace } = metric;
    log.addMetricFilter(name, { filterPattern: FilterPattern.literal(pattern), metricNamespace, metricName: name });
    return metric;
  };
  const failed = count('FailedRequests', FAILED);
  const refused = count('RefusedRequests', REFUSED);
  const requestsIn = (period: Duration) => api.metricCount({ period, statistic: 'Sum' });
  const shareOfFailed = (period: Duration) =>
    new MathExpression({
      expression: `IF(FILL(failed, 0) >= ${FEWEST}, 100 * failed / requests, 0)`,
      usingMetrics: { failed: failed.with({ period }), requests: requestsIn(period) },
      period,
    });
  const period = Duration.minutes(5);
  alarms.add('api-5xx', {
    hurts: 'People at the console and scripts get errors instead of answers.',
    metric: shareOfFailed(period),
    threshold: FAST,
    periods: 12,
    inAtLeast: 2,
  });
  alarms.add('api-5xx-slowly', {
    hurts: 'Few requests fail, but for days: people come to know the service as unreliable.',
    metric: shareOfFailed(Duration.hours(6)),
    threshold: SLOW,
    periods: 12,
    inAtLeast: 4,
  });
  alarms.add('api-4xx', {
    hurts: 'A script or client of a workspace fails at every call, or someone tries out tokens.',
    metric: refused,
    threshold: REFUSALS,
    periods: 3,
  });
  alarms.add('api-slow', {
    hurts: 'People at the console wait: one request in a hundred takes more than five seconds.',
    metric: new MathExpression({
      expression: 'IF(FILL(requests, 0) >= 100, p99, 0)',
      usingMetrics: { requests: requestsIn(period), p99: api.metricLatency({ period, statistic: 'p99' }) },
      period,
    }),
    threshold: SLOWEST,
    periods: 6,
  });
}
