import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { light } from '../../data/dynamo/index.ts';
import type { Readers } from '../../messages/readers.ts';
import { namesInVariable } from '../http/names-in.ts';
import type { Config } from '../invocation/config.ts';
import { patient } from './patient.ts';
import { traced } from './traced.ts';

const WAITING = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

/** Milliseconds. */
const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;

/** The queues that are named in the configuration, and those readers of them that may sleep. */
export function openReaders(config: Config): Readers {
  const sqs = traced(new SQSClient({ ...light(), useQueueUrlAsEndpoint: false }), config);
  const { selectQueueUrl = '' } = config;
  // All queues are of this account and region.
  const urlOf = (name: string) => selectQueueUrl.slice(0, selectQueueUrl.lastIndexOf('/') + 1) + name;
  const names = namesInVariable(config.workQueues);
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
        [...names].map(async ([queue, name]) => {
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
      const { CloudWatchClient, GetMetricDataCommand } = await import('@aws-sdk/client-cloudwatch');
      const to = Math.floor(Date.now() / HOUR) * HOUR;
      const Dimensions = [{ Name: 'QueueName', Value: names.get(queue) ?? '' }];
      const Metric = { Namespace: 'AWS/SQS', MetricName: 'NumberOfMessagesReceived', Dimensions };
      const { MetricDataResults = [] } = await patient((own) => new CloudWatchClient(own)).send(
        new GetMetricDataCommand({
          MetricDataQueries: [{ Id: 'received', MetricStat: { Metric, Period: WEEK / 1_000, Stat: 'Sum' } }],
          StartTime: new Date(to - WEEK),
          EndTime: new Date(to),
          ScanBy: 'TimestampAscending',
        }),
      );
      return MetricDataResults.some(({ Values = [] }) => Values.some((count) => count > 0));
    },
  };
}
