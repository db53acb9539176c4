import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type LogGroup } from 'aws-cdk-lib/aws-logs';
import { FEWEST } from '../../shared/domain/duty/checks.ts';
import type { Alarms } from './alarms.ts';

interface Sources {
  readonly api: HttpApi;
  /** The access log, in which each request is a line. */
  readonly log: LogGroup;
}

/** Percent of requests that may fail: of 99.9 % in thirty days, so much in an hour uses up a fiftieth. */
const FAST = 1.44;

/** A 503 of ours asks to come again, for a throttled table or data of another form: those have alarms of their own. */
const FAILED = '{ ($.status = "5*") && (($.status != "503") || ($.error != "-")) }';
/** A 429 tells a workspace about its own limit. */
const REFUSED = '{ ($.status = "4*") && ($.status != "429") }';

/**
 * The alarm of what people at the console and scripts notice at once; others are the watchdog's (`checks.ts`). Metrics
 * of the log cost nothing while nothing fails.
 */
export function addApiAlarms(alarms: Alarms, { api, log }: Sources): void {
  const count = (name: string, pattern: string) => {
    const metric = alarms.counted(name);
    const { namespace: metricNamespace } = metric;
    log.addMetricFilter(name, { filterPattern: FilterPattern.literal(pattern), metricNamespace, metricName: name });
    return metric;
  };
  const failed = count('FailedRequests', FAILED);
  count('RefusedRequests', REFUSED);
  const period = Duration.minutes(5);
  alarms.add('api-5xx', {
    hurts: 'People at the console and scripts get errors instead of answers.',
    metric: new MathExpression({
      expression: `IF(FILL(failed, 0) >= ${FEWEST}, 100 * failed / requests, 0)`,
      usingMetrics: { failed: failed.with({ period }), requests: api.metricCount({ period, statistic: 'Sum' }) },
      period,
    }),
    threshold: FAST,
    periods: 12,
    inAtLeast: 2,
  });
}
