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

/**
 * The cost of the templates before anything is stored or done; storage and recovery depend on the contacts.
 *
 * @param free - with what AWS gives every account for nothing, as if nothing else were in it
 */
export function idleCosts(templates: readonly Template[], free = false): IdleCost[] {
  const all = templates.flatMap(({ Resources }) => Object.values(Resources));
  const of = (type: string) => all.filter(({ Type }) => Type === type).map(({ Properties }) => Properties);
  const alarms = sum(of('AWS::CloudWatch::Alarm').map(metricsOf));
  const secrets = of('AWS::SecretsManager::Secret').length;
  const polled = of('AWS::Lambda::EventSourceMapping').filter(isPolled).length;
  const schedules = of('AWS::Scheduler::Schedule');
  const runs = sum(schedules.map(runsOf));
  const beyond = (amount: number, given: number) => Math.max(0, amount - (free ? given : 0));
  const key = of('AWS::DynamoDB::GlobalTable').filter(isEncrypted).length * KEY_REQUESTS;
  const looks = sum(of('AWS::Lambda::Function').map(lookedInto)) * LOOKS;
  return [
    {
      what: `alarms on ${alarms} metrics`,
      dollars: beyond(alarms, prices.free.alarmMetrics) * prices.alarmMetricMonth,
    },
    {
      what: 'notes that the watchdog keeps',
      dollars: LOOKS * prices.fileRead + (MINUTES / 60) * prices.fileWritten,
    },
    { what: `${secrets} secret`, dollars: secrets * prices.secretMonth },
    {
      what: `polling of ${polled} empty queues, and looks into all`,
      dollars: beyond(polled * POLLS + looks, prices.free.queueRequests) * prices.queueRequest,
    },
    {
      what: "requests to AWS's key of the tables (KMS)",
      dollars: beyond(key, prices.free.keyRequests) * prices.keyRequest,
    },
    {
      what: `${runs.toLocaleString('en')} scheduled runs, with their logs and reads`,
      dollars: free ? 0 : sum(schedules.map((schedule) => runsOf(schedule) * runOf(schedule, templates))),
    },
    {
      what: 'requests of the probe and their logs',
      dollars: sum(schedules.map((schedule) => runsOf(schedule) * pathsOf(schedule, templates))) * probedRequest(),
    },
    { what: 'dashboard', dollars: dashboards(of('AWS::CloudWatch::Dashboard')) },
  ];
}

/** DynamoDB asks for a table's key once in five minutes in which the table is used, as the watchdog uses it. */
const KEY_REQUESTS = MINUTES / 5;
/** Runs of the watchdog, which look into each queue. */
const LOOKS = MINUTES / 5;

const isEncrypted = ({ SSESpecification }: Properties): boolean =>
  (SSESpecification as { readonly SSEType?: string } | undefined)?.SSEType === 'KMS';

/** Whether Lambda asks the queue all the time. */
const isPolled = ({ StartingPosition, Enabled }: Properties): boolean =>
  StartingPosition === undefined && Enabled !== false;

const variableOf = ({ Environment }: Properties, name: string): string => {
  const { Variables } = (Environment ?? {}) as { readonly Variables?: Readonly<Record<string, unknown>> };
  return JSON.stringify(Variables?.[name] ?? '');
};

/** Queues that the watchdog looks into. */
const lookedInto = (fn: Properties): number =>
  sum(['DEAD_LETTER_QUEUES', 'WORK_QUEUES'].map((name) => (variableOf(fn, name).match(/=/g) ?? []).length));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

const metricsOf = ({ Metrics }: Properties): number =>
  Array.isArray(Metrics) ? Metrics.filter((metric) => 'MetricStat' in metric).length : 1;

/** In a month of 30 days; throws for an unknown kind of expression. */
function runsOf({ ScheduleExpression: expression }: Properties): number {
  const [, every] = /^rate\((\d+) minutes?\)$/.exec(String(expression)) ?? [];
  if (every) return MINUTES / Number(every);
  const [, minutes, hour] = /^cron\((\d+(?:,\d+)*) (\*|\d+(?:,\d+)*) \* \* \? \*\)$/.exec(String(expression)) ?? [];
  if (minutes && hour) return 30 * minutes.split(',').length * (hour === '*' ? 24 : hour.split(',').length);
  throw new Error(`How often does ${String(expression)} run in a month?`);
}

interface Reference {
  readonly Ref?: string;
  readonly 'Fn::GetAtt'?: readonly [id: string, attribute: string];
}

function referred(to: unknown, templates: readonly Template[]) {
  const { Ref, 'Fn::GetAtt': [id = Ref ?? ''] = [] } = to as Reference;
  return templates.map(({ Resources }) => Resources[id]).find((one) => one !== undefined);
}

/** The function that a schedule calls. */
function targetOf({ Target }: Properties, templates: readonly Template[]): Properties {
  const { Arn } = Target as { readonly Arn: Reference };
  const called = referred(Arn, templates);
  const target =
    called?.Type === 'AWS::Lambda::Alias' ? referred(called.Properties['FunctionName'], templates) : called;
  return target?.Properties ?? {};
}

/** Public paths that a run asks for. */
const pathsOf = (schedule: Properties, templates: readonly Template[]): number =>
  (variableOf(targetOf(schedule, templates), 'PROBED_PATHS').match(/\//g) ?? []).length;

function probedRequest(): number {
  const { seconds, gigabytes, logKb } = measured.probed;
  const answered = prices.functionCall + seconds * gigabytes * prices.functionGbSecond;
  return prices.apiRequest + answered + (logKb / 1_000_000) * prices.logGb;
}

/** Dollars for one run of a schedule that finds nothing to do. */
function runOf(schedule: Properties, templates: readonly Template[]): number {
  const target = targetOf(schedule, templates);
  const gigabytes = Number(target['MemorySize']) / 1_024;
  const { readUnits, seconds, logKb } = measured.idleRun;
  const { Mode } = (target['TracingConfig'] ?? {}) as { readonly Mode?: string };
  const trace = Mode === 'Active' ? prices.traceRecorded : 0;
  const call = prices.scheduledRun + prices.functionCall + trace;
  const work = seconds * gigabytes * prices.functionGbSecond + readUnits * prices.readUnit;
  return call + work + (logKb / 1_000_000) * prices.logGb;
}

/** An account has three free dashboards with few metrics. */
function dashboards(all: readonly Properties[]): number {
  const metrics = (one: Properties) => (JSON.stringify(one).match(/\[\\+"AWS\//g) ?? []).length;
  const free = all.filter((one) => metrics(one) <= prices.metricsOfFreeDashboard);
  return (all.length - Math.min(free.length, prices.dashboardsFree)) * prices.dashboardMonth;
}
