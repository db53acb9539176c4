import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { light } from '../../data/dynamo/index.ts';
import type { CheckedMetric, Values } from '../../domain/duty/check.ts';
import type { Metrics } from '../../messages/metrics.ts';
import type { Readers } from '../../messages/readers.ts';
import { namesInVariable } from '../http/names-in.ts';
import type { Config } from '../invocation/config.ts';
import { patient } from './patient.ts';
import { traced } from './traced.ts';

/** What a check may be about, by the names of functions and queues, and the API as `api`. */
type Names = ReadonlyMap<string, string>;

interface Identity {
  readonly Namespace: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
}

const WAITING = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

const WEEK = 7 * 86_400;
const HOUR = 3_600;

/** The queues that are named in the configuration, and those readers of them that may sleep. */
export function openReaders(config: Config): Readers {
  const sqs = traced(new SQSClient({ ...light(), useQueueUrlAsEndpoint: false }), config);
  const { selectQueueUrl = '' } = config;
  // All queues are of this account and region.
  const urlOf = (name: string) => selectQueueUrl.slice(0, selectQueueUrl.lastIndexOf('/') + 1) + name;
  const queues = [...namesInVariable(config.workQueues)];
  const sleepers = namesInVariable(config.sleepers);
  // The client is Lambda's own, as the calls are rare.
  const sdk = () => import('@aws-sdk/client-lambda');
  const set = async (queue: string, Enabled: boolean) => {
    const { LambdaClient, UpdateEventSourceMappingCommand } = await sdk();
    await patient((own) => new LambdaClient(own)).send(
      new UpdateEventSourceMappingCommand({ UUID: sleepers.get(queue), Enabled }),
    );
  };
  return {
    async waiting() {
      const counts = await Promise.all(
        queues.map(async ([queue, name]) => {
          const asked = new GetQueueAttributesCommand({ QueueUrl: urlOf(name), AttributeNames: [...WAITING] });
          const { Attributes } = await sqs.send(asked);
          return { queue, count: WAITING.reduce((sum, each) => sum + Number(Attributes?.[each] ?? 0), 0) };
        }),
      );
      return new Set(counts.filter(({ count }) => count > 0).map(({ queue }) => queue));
    },
    async sleepers() {
      if (sleepers.size === 0) return [];
      const { GetEventSourceMappingCommand, LambdaClient } = await sdk();
      const client = patient((own) => new LambdaClient(own));
      return Promise.all(
        [...sleepers].map(async ([queue, UUID]) => {
          const { State = '' } = await client.send(new GetEventSourceMappingCommand({ UUID }));
          return { queue, isAwake: /^Enabl/.test(State), isChanging: !/^(?:Enabled|Disabled)$/.test(State) };
        }),
      );
    },
    wake: (queue) => set(queue, true),
    putToSleep: (queue) => set(queue, false),
    async hadWork(queue) {
      const to = Math.floor(Date.now() / 1_000 / HOUR) * HOUR;
      const sent = { of: { queue }, name: 'NumberOfMessagesReceived', stat: 'Sum' } as const;
      const values = await openMetrics(config).read({ metrics: { sent }, period: WEEK }, { from: to - WEEK, to });
      return values.some((one) => (one['sent'] ?? 0) > 0);
    },
  };
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
  if ('queue' in of) return under('AWS/SQS', 'QueueName', named(of.queue));
  const { Namespace, Dimensions } = under('AWS/Lambda', 'FunctionName', named(of.fn));
  // A schedule calls its function by an alias of its own name.
  const alias = of.schedule === undefined ? [] : [{ Name: 'Resource', Value: `${named(of.fn)}:${of.schedule}` }];
  return { Namespace, Dimensions: [...Dimensions, ...alias] };
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
