import { Duration } from 'aws-cdk-lib';
import {
  Dashboard,
  GraphWidget,
  type IMetric,
  LogQueryVisualizationType,
  LogQueryWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Service } from '../features/feature.ts';
import type { FeatureFunction } from './feature-function.ts';

interface DashboardProps {
  readonly service: Service;
  readonly functions: readonly FeatureFunction[];
}

const period = Duration.minutes(5);

/** Use, speed, failures, backlog and consumption on one page: below 50 metrics a dashboard is free. */
export function addDashboard(scope: Construct, { service, functions }: DashboardProps): void {
  const { api: http } = service.api;
  const latency = ['p50', 'p95', 'p99'].map((statistic) => http.metricLatency({ period, statistic }));
  const errors = functions.map((fn) => fn.lambda.metricErrors({ period, label: fn.name }));
  const follower = functions.filter(({ name }) => name === 'project');
  const age = follower.map((fn) => fn.lambda.metric('IteratorAge', { period, statistic: 'Maximum', label: fn.name }));
  new Dashboard(scope, 'Dashboard', {
    widgets: [
      [
        graph('Requests', [http.metricCount({ period })]),
        graph('Latency, ms', latency),
        graph('Requests refused and failed', [http.metricClientError({ period }), http.metricServerError({ period })]),
      ],
      [
        graph('Function errors', errors),
        graph('Messages waiting', waiting(service)),
        graph('Age of the oldest change not projected, ms', age),
      ],
      [consumed('Read units', 'readUnits', functions), consumed('Write units', 'writeUnits', functions)],
    ],
  });
}

const graph = (title: string, left: IMetric[]): GraphWidget => new GraphWidget({ title, left, width: 8 });

const waiting = ({ queues, deadLetters }: Service): IMetric[] => [
  ...Object.values(queues).map(({ node, queue }) =>
    queue.metricApproximateNumberOfMessagesVisible({ period, label: node.id }),
  ),
  deadLetters.metricApproximateNumberOfMessagesVisible({ period, label: 'dead letters' }),
];

/** From the functions' logs, because DynamoDB's metrics do not know the function. */
const consumed = (title: string, field: 'readUnits' | 'writeUnits', functions: readonly FeatureFunction[]) =>
  new LogQueryWidget({
    title,
    width: 12,
    view: LogQueryVisualizationType.BAR,
    logGroupNames: functions.map(({ logGroupName }) => logGroupName),
    queryLines: ["filter message = 'consumed'", `stats sum(${field}) by service`],
  });
