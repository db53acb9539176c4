import measured from '../../shared/domain/costs/measured.ts';
import prices from '../../shared/domain/costs/prices.ts';

export interface IdleCost {
  readonly what: string;
  readonly dollars: number;
}

type Properties = Readonly<Record<string, unknown>>;

export interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: Properties }>>;
}

const MINUTES = 30 * 24 * 60;
/** Lambda polls a queue with five pollers, each of which waits 20 seconds for a message. */
const POLLS = 5 * 3 * MINUTES;

/** The cost of the templates before anything is stored or done; storage and recovery depend on the contacts. */
export function idleCosts(templates: readonly Template[]): IdleCost[] {
  const all = templates.flatMap(({ Resources }) => Object.values(Resources));
  const of = (type: string) => all.filter(({ Type }) => Type === type).map(({ Properties }) => Properties);
  const alarms = sum(of('AWS::CloudWatch::Alarm').map(metricsOf));
  const secrets = of('AWS::SecretsManager::Secret').length;
  const polled = of('AWS::Lambda::EventSourceMapping').filter((mapping) => !('StartingPosition' in mapping)).length;
  const schedules = of('AWS::Scheduler::Schedule');
  const runs = sum(schedules.map(runsOf)).toLocaleString('en');
  return [
    { what: `${alarms} alarms`, dollars: alarms * prices.alarmMetricMonth },
    { what: `${secrets} secret`, dollars: secrets * prices.secretMonth },
    { what: `polling of ${polled} empty queues`, dollars: polled * POLLS * prices.queueRequest },
    {
      what: `${runs} scheduled runs, with their logs, reads and traces`,
      dollars: sum(schedules.map((schedule) => runsOf(schedule) * runOf(schedule, templates))),
    },
    { what: 'dashboard', dollars: dashboards(of('AWS::CloudWatch::Dashboard')) },
  ];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

const metricsOf = ({ Metrics }: Properties): number =>
  Array.isArray(Metrics) ? Metrics.filter((metric) => 'MetricStat' in metric).length : 1;

/** In a month of 30 days; throws for an unknown kind of expression. */
function runsOf({ ScheduleExpression: expression }: Properties): number {
  const [, every] = /^rate\((\d+) minutes?\)$/.exec(String(expression)) ?? [];
  if (every) return MINUTES / Number(every);
  const [, minutes, hour] = /^cron\((\d+(?:,\d+)*) (\*|\d+) \* \* \? \*\)$/.exec(String(expression)) ?? [];
  if (minutes && hour) return minutes.split(',').length * (hour === '*' ? 30 * 24 : 30);
  throw new Error(`How often does ${String(expression)} run in a month?`);
}

/** Dollars for one run of a schedule that finds nothing to do. */
function runOf({ Target }: Properties, templates: readonly Template[]): number {
  const { Arn } = Target as { readonly Arn: { readonly 'Fn::GetAtt': readonly [id: string, attribute: string] } };
  const [id] = Arn['Fn::GetAtt'];
  const target = templates.map(({ Resources }) => Resources[id]).find((one) => one !== undefined);
  const gigabytes = Number(target?.Properties['MemorySize']) / 1_024;
  const { readUnits, seconds, logKb } = measured.idleRun;
  const call = prices.scheduledRun + prices.functionCall + prices.traceRecorded;
  const work = seconds * gigabytes * prices.functionGbSecond + readUnits * prices.readUnit;
  return call + work + (logKb / 1_000_000) * prices.logGb;
}

/** An account has three free dashboards with few metrics. */
function dashboards(all: readonly Properties[]): number {
  const metrics = (one: Properties) => (JSON.stringify(one).match(/\[\\+"AWS\//g) ?? []).length;
  const free = all.filter((one) => metrics(one) <= prices.metricsOfFreeDashboard);
  return (all.length - Math.min(free.length, prices.dashboardsFree)) * prices.dashboardMonth;
}
