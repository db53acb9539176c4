import { Duration } from 'aws-cdk-lib';
import {
  Dashboard,
  GraphWidget,
  type IMetric,
  LogQueryVisualizationType,
  LogQueryWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import prices from '../../shared/domain/costs/prices.ts';
import type { Service } from '../features/feature.ts';
import type { Alarms } from './alarms.ts';
import type { FeatureFunction } from './feature-function.ts';

interface DashboardProps {
  readonly service: Service;
  readonly functions: readonly FeatureFunction[];
}

const period = Duration.minutes(5);

/** One screen with four questions; below 50 metrics a dashboard is free. */
export function addDashboard(scope: Construct, { service, functions }: DashboardProps): void {
  const { api: http } = service.api;
  const { alarms } = service;
  const follower = functions.find(({ name }) => name === 'project');
  const behind = follower?.lambda.metric('IteratorAge', { period, statistic: 'Maximum', label: 'changes to project' });
  new Dashboard(scope, 'Dashboard', {
    widgets: [
      [ask(alarms, 'Are people served?', ['api-5xx', 'api-slow', 'functions-throttled'])],
      [
        graph('Requests', [http.metricCount({ period })]),
        graph('Refused and failed', [http.metricClientError({ period }), service.alarms.counted('FailedRequests')]),
        graph(
          'Latency, ms',
          ['p50', 'p99'].map((statistic) => http.metricLatency({ period, statistic })),
        ),
      ],
      [ask(alarms, 'Are jobs moving? Is anything waiting?', ['work-old', 'stream-behind', 'jobs-work-errors'])],
      [
        graph('Age of the oldest message, seconds', ages(service)),
        graph('Age of the oldest change not projected, ms', behind ? [behind] : []),
        graph('Dead letters', deadLetters(service)),
      ],
      [
        ask(
          alarms,
          'What does it cost today?',
          ['tables-throttled'],
          'choose "1d" above; the tables and functions, not storage',
        ),
      ],
      [consumed('Dollars of the tables', DOLLARS, functions), consumed('Write units', UNITS, functions)],
    ],
  });
}

/** A question, and the chapters of the runbook for a bad answer. */
const ask = (alarms: Alarms, question: string, chapters: readonly string[], hint = ''): TextWidget => {
  const links = chapters.map((name) => `[${name}](${alarms.chapter(name)})`);
  return new TextWidget({
    markdown: `**${question}** ${hint ? `(${hint}) ` : ''}Runbook: ${links.join(', ')}`,
    width: 24,
    height: 1,
  });
};

const graph = (title: string, left: IMetric[]): GraphWidget => new GraphWidget({ title, left, width: 8, height: 5 });

const ages = ({ queues }: Service): IMetric[] =>
  Object.values(queues).map(({ node, queue }) =>
    queue.metricApproximateAgeOfOldestMessage({ period, statistic: 'Maximum', label: node.id }),
  );

const deadLetters = ({ alarms, deadLetters: jobs }: Service): IMetric[] =>
  [...alarms.watched, ['jobs', jobs] as const].map(([label, queue]) =>
    queue.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum', label }),
  );

const UNITS = 'sum(writeUnits)';
const DOLLARS = `sum(writeUnits) * ${prices.writeUnit} + sum(readUnits) * ${prices.readUnit}`;

/** From the functions' logs, because DynamoDB's metrics do not know the function. */
const consumed = (title: string, sum: string, functions: readonly FeatureFunction[]) =>
  new LogQueryWidget({
    title,
    width: 12,
    height: 5,
    view: LogQueryVisualizationType.BAR,
    logGroupNames: functions.map(({ logGroupName }) => logGroupName),
    queryLines: ["filter message = 'consumed'", `stats ${sum} by service`],
  });
