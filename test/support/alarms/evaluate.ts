/** CloudWatch's alarms of a template, played over metrics of a day: what its documentation says, for what we use. */

interface MetricName {
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
}

interface MetricData {
  readonly Id: string;
  readonly Expression?: string;
  readonly MetricStat?: { readonly Metric: MetricName; readonly Period: number; readonly Stat: string };
  readonly Period?: number;
  readonly ReturnData?: boolean;
}

export interface AlarmProperties extends MetricName {
  readonly AlarmName: string;
  readonly ComparisonOperator: 'GreaterThanOrEqualToThreshold';
  readonly Threshold: number;
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm?: number;
  readonly TreatMissingData?: 'breaching' | 'notBreaching';
  readonly Period?: number;
  readonly Statistic?: string;
  readonly ExtendedStatistic?: string;
  readonly Metrics?: readonly MetricData[];
}

/** Values of a metric by minute; nothing is reported in the others. */
export type Series = ReadonlyMap<number, number>;
/** The series of a metric, by its name and the text of its dimensions. */
export type Metrics = (name: string, dimensions: string) => Series | undefined;

/** The first minute at whose end the alarm goes off; null when it does not within so many minutes. */
export function goesOffAt(alarm: AlarmProperties, metrics: Metrics, minutes: number): number | null {
  const period = periodOf(alarm) / 60;
  const needed = alarm.DatapointsToAlarm ?? alarm.EvaluationPeriods;
  const states: boolean[] = [];
  for (let end = period; end <= minutes; end += period) {
    const value = valueIn(alarm, metrics, end - period, end);
    states.push(value === null ? alarm.TreatMissingData === 'breaching' : value >= alarm.Threshold);
    if (states.length < alarm.EvaluationPeriods && alarm.TreatMissingData === 'breaching') continue;
    if (states.slice(-alarm.EvaluationPeriods).filter(Boolean).length >= needed) return end;
  }
  return null;
}

const periodOf = ({ Period, Metrics = [] }: AlarmProperties): number =>
  Period ?? Metrics.find(({ MetricStat }) => MetricStat)?.MetricStat?.Period ?? 300;

function valueIn(alarm: AlarmProperties, metrics: Metrics, from: number, to: number): number | null {
  if (!alarm.Metrics) return statOf(alarm, alarm.Statistic ?? alarm.ExtendedStatistic ?? '', metrics, from, to);
  const values: Record<string, number | null> = {};
  for (const { Id, MetricStat } of alarm.Metrics)
    if (MetricStat) values[Id] = statOf(MetricStat.Metric, MetricStat.Stat, metrics, from, to);
  const result = alarm.Metrics.find(({ Expression }) => Expression !== undefined)?.Expression ?? '';
  return calculate(result, values);
}

function statOf(metric: MetricName, stat: string, metrics: Metrics, from: number, to: number): number | null {
  const series = metrics(String(metric.MetricName), JSON.stringify(metric.Dimensions ?? []));
  const minutes = Array.from({ length: to - from }, (_, n) => from + n);
  const values = minutes.flatMap((minute) => series?.get(minute) ?? []);
  if (values.length === 0) return null;
  const sum = values.reduce((all, one) => all + one, 0);
  if (stat === 'Sum') return sum;
  if (stat === 'Average') return sum / values.length;
  if (stat === 'Maximum' || /^p\d+$/.test(stat)) return Math.max(...values);
  throw new Error(`The statistic ${stat} is not played.`);
}

/** Metric math as far as the templates use it: `IF(…)`, `FILL(m, 0)`, comparisons and arithmetic. */
function calculate(expression: string, values: Readonly<Record<string, number | null>>): number | null {
  if (!/^[\w\s().,*/+\->=<&|]*$/.test(expression)) throw new Error(`${expression} is not played.`);
  const names = Object.keys(values);
  const FILL = (value: number | null, other: number) => value ?? other;
  const IF = (condition: boolean | number, one: number | null, other: number | null) => (condition ? one : other);
  const result: unknown = new Function('FILL', 'IF', ...names, `return ${expression};`)(
    FILL,
    IF,
    ...Object.values(values),
  );
  return typeof result === 'number' && !Number.isNaN(result) ? result : null;
}
