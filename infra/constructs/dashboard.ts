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
import type { WorkQueue } from './work-queue.ts';

interface DashboardProps {
  readonly service: Service;
  readonly functions: readonly FeatureFunction[];
}

const period = Duration.minutes(5);

/** One screen with its questions; below 50 metrics a dashboard is free. */
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
      [ask(alarms, 'Is each workspace served?', ['inbound-old', 'work-old'], 'the goals are in docs/slo.md')],
      [
        table('Requests and p99 in ms, by workspace', functions, [
          "filter message = 'consumed' and ispresent(workspace)",
          'stats count() as requests, pct(milliseconds, 99) as p99 by workspace',
          'sort requests desc | limit 20',
        ]),
        table('Jobs that ended, and late ones, by workspace', functions, [
          "filter message = 'job ended'",
          'stats count() as jobs, sum(late) as late_jobs by workspace',
          'sort jobs desc | limit 20',
        ]),
        graph('Seconds from the arrival of an opt-out to sendable', [age(service.queues.inbound)]),
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

const age = ({ node, queue }: WorkQueue): IMetric =>
  queue.metricApproximateAgeOfOldestMessage({ period, statistic: 'Maximum', label: node.id });

const ages = ({ queues }: Service): IMetric[] => Object.values(queues).map(age);

const deadLetters = ({ alarms, deadLetters: jobs }: Service): IMetric[] =>
  [...alarms.watched, ['jobs', jobs] as const].map(([label, queue]) =>
    queue.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum', label }),
  );

const UNITS = 'sum(writeUnits)';
const DOLLARS = `sum(writeUnits) * ${prices.writeUnit} + sum(readUnits) * ${prices.readUnit}`;

/** From the functions' logs, because DynamoDB's metrics do not know the function. */
const consumed = (title: string, sum: string, functions: readonly FeatureFunction[]) =>
  asked(LogQueryVisualizationType.BAR, 12, title, functions, [
    "filter message = 'consumed'",
    `stats ${sum} by service`,
  ]);

const table = (title: string, functions: readonly FeatureFunction[], queryLines: string[]) =>
  asked(LogQueryVisualizationType.TABLE, 8, title, functions, queryLines);

function asked(
  view: LogQueryVisualizationType,
  width: number,
  title: string,
  functions: readonly FeatureFunction[],
  queryLines: string[],
): LogQueryWidget {
  const logGroupNames = functions.map(({ logGroupName }) => logGroupName);
  return new LogQueryWidget({ view, width, title, height: 5, logGroupNames, queryLines });
}
