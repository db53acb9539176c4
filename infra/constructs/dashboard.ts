import { Duration } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { ContactsApi } from './contacts-api.ts';
import { type FeatureFunction, METRICS_NAMESPACE } from './feature-function.ts';
import type { WorkQueue } from './work-queue.ts';

export interface DashboardProps {
  readonly api: ContactsApi;
  readonly queues: readonly WorkQueue[];
  readonly functions: readonly FeatureFunction[];
}

const period = Duration.minutes(5);

/** One page: is it used, is it quick, is it failing, is work piling up, what does it consume. */
export function addDashboard(scope: Construct, { api, queues, functions }: DashboardProps): void {
  const { api: http } = api;
  const latency = ['p50', 'p95', 'p99'].map((statistic) => http.metricLatency({ period, statistic }));
  const errors = functions.map((fn) => fn.lambda.metricErrors({ period, label: fn.name }));
  // Only functions that read a stream report their age; the others draw no line.
  const age = functions.map((fn) => fn.lambda.metric('IteratorAge', { period, statistic: 'Maximum', label: fn.name }));
  new Dashboard(scope, 'Dashboard', {
    widgets: [
      [
        graph('Requests', [http.metricCount({ period })]),
        graph('Latency, ms', latency),
        graph('Requests refused and failed', [http.metricClientError({ period }), http.metricServerError({ period })]),
      ],
      [
        graph('Function errors', errors),
        graph('Messages waiting', queues.flatMap(waiting)),
        graph('Age of the oldest change not projected, ms', age),
      ],
      [
        graph('Read units', functions.map(consumed('ReadUnits'))),
        graph('Write units', functions.map(consumed('WriteUnits'))),
      ],
    ],
  });
}

const graph = (title: string, left: IMetric[]): GraphWidget => new GraphWidget({ title, left, width: 8 });

const waiting = ({ node, queue, deadLetters }: WorkQueue): IMetric[] => [
  queue.metricApproximateNumberOfMessagesVisible({ period, label: node.id }),
  deadLetters.metricApproximateNumberOfMessagesVisible({ period, label: `${node.id}, dead` }),
];

/** What the functions count themselves at the end of each invocation; DynamoDB's own metrics do not know the function. */
const consumed =
  (metricName: 'ReadUnits' | 'WriteUnits') =>
  ({ name }: FeatureFunction): IMetric =>
    new Metric({
      namespace: METRICS_NAMESPACE,
      metricName,
      dimensionsMap: { service: name },
      statistic: 'Sum',
      period,
      label: name,
    });
