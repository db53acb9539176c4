import type { CheckedMetric, Values } from '../domain/duty/check.ts';
import type { Metrics } from '../messages/metrics.ts';
import type { Config } from './config.ts';
import { namesInVariable } from './names-in.ts';
import { patient } from './patient.ts';

/** What a check may be about, by the names of functions and queues, and the API as `api`. */
type Names = ReadonlyMap<string, string>;

interface Identity {
  readonly Namespace: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
}

/** The namespace and the dimensions under which CloudWatch knows a metric. Throws for a name that was not given. */
export function metricIdentity({ of }: CheckedMetric, names: Names, namespace: string): Identity {
  const named = (name: string): string => {
    const value = names.get(name);
    if (value === undefined) throw new Error(`The watchdog does not know what is called ${name}.`);
    return value;
  };
  const under = (Namespace: string, Name: string, Value: string): Identity => ({
    Namespace,
    Dimensions: [{ Name, Value }],
  });
  if (of === 'account') return { Namespace: 'AWS/Lambda', Dimensions: [] };
  if (of === 'api') return under('AWS/ApiGateway', 'ApiId', named('api'));
  if (of === 'service') return under(namespace, 'service', 'dormouse');
  if (of === 'log') return { Namespace: namespace, Dimensions: [] };
  return 'fn' in of
    ? under('AWS/Lambda', 'FunctionName', named(of.fn))
    : under('AWS/SQS', 'QueueName', named(of.queue));
}

/** Reads CloudWatch's metrics by the client that Lambda's runtime has: each that is read costs $0.00001. */
export function openMetrics({ checked, workQueues, metricsNamespace }: Config): Metrics {
  const names = new Map([...namesInVariable(workQueues), ...namesInVariable(checked)]);
  return {
    async read({ metrics, period }, { from, to }) {
      const { CloudWatchClient, GetMetricDataCommand } = await import('@aws-sdk/client-cloudwatch');
      const client = patient((own) => new CloudWatchClient(own));
      const ids = Object.keys(metrics);
      const periods = Array.from(
        { length: (to - from) / period },
        (): Record<string, number | null> => Object.fromEntries(ids.map((id) => [id, null])),
      );
      let next: string | undefined;
      do {
        const { MetricDataResults = [], NextToken } = await client.send(
          new GetMetricDataCommand({
            MetricDataQueries: Object.entries(metrics).map(([Id, metric]) => {
              const { Namespace, Dimensions } = metricIdentity(metric, names, metricsNamespace ?? '');
              const Metric = { Namespace, MetricName: metric.name, Dimensions };
              return { Id, MetricStat: { Metric, Period: period, Stat: metric.stat } };
            }),
            StartTime: new Date(from * 1_000),
            EndTime: new Date(to * 1_000),
            ScanBy: 'TimestampAscending',
            NextToken: next,
          }),
        );
        for (const { Id = '', Timestamps = [], Values: values = [] } of MetricDataResults)
          Timestamps.forEach((at, index) => {
            const place = periods[Math.floor((at.getTime() / 1_000 - from) / period)];
            if (place) place[Id] = values[index] ?? null;
          });
        next = NextToken;
      } while (next !== undefined);
      return periods satisfies readonly Values[];
    },
  };
}
