/** Queues whose messages functions handle. */
export type WorkQueueName =
  | 'select'
  | 'work'
  | 'files'
  | 'inbound'
  | 'pull'
  | 'webhooks'
  | 'deliveries'
  | 'snapshots'
  | 'jobs-dead-letters';

/** A metric of CloudWatch, of AWS's own or of the service's. */
export interface CheckedMetric {
  /** `service`: what functions count (`shared/lambda/faults.ts`); `log`: what the filters of the access log count. */
  readonly of: 'api' | 'account' | 'service' | 'log' | { readonly fn: string } | { readonly queue: string };
  readonly name: string;
  readonly stat: 'Sum' | 'Average' | 'Maximum' | 'p99';
}

/** What a metric was in a period; null when nothing was reported. */
export type Values = Readonly<Record<string, number | null>>;

/** An alarm that the watchdog checks. Its name is also a heading of `docs/runbook.md`, as a test checks. */
export interface Check {
  /** Without `dormouse-`. */
  readonly alarm: string;
  /** Who is affected, in one sentence; the runbook says what to do. */
  readonly hurts: string;
  readonly metrics: Readonly<Record<string, CheckedMetric>>;
  /** The value of a period; that of the only metric when left out. */
  readonly value?: (values: Values) => number | null;
  /** The alarm goes off from this value. `account`: concurrent executions of the account. */
  readonly threshold: number | ((account: number) => number);
  /** Seconds. */
  readonly period: number;
  /** How long it looks back. */
  readonly periods: number;
  /** In how many of these periods the value must be there; in all when left out. */
  readonly inAtLeast?: number;
  /** Also goes off when nothing is reported. */
  readonly silence?: true;
  /** When it is checked: every so many hours, or at each run of the watchdog that finds something in a queue. */
  readonly when: { readonly hours: number } | { readonly waiting: WorkQueueName };
}

/** Seconds after which CloudWatch has what was reported. */
const LATE = 120;
/** Seconds between two runs of the watchdog. */
export const EVERY = 300;

/** Whether a run at this second is one that checks it. */
export function isDue({ when }: Check, seconds: number, waiting: ReadonlySet<string>): boolean {
  if ('waiting' in when) return waiting.has(when.waiting);
  return Math.floor(seconds / EVERY) % ((when.hours * 3_600) / EVERY) === 0;
}

/** Seconds from one check to the next. */
const stepOf = ({ when }: Check): number => ('hours' in when ? when.hours * 3_600 : EVERY);

/** The seconds between which a check at this second needs its metrics: whole periods. */
export function spanOf(check: Check, seconds: number): { readonly from: number; readonly to: number } {
  const { period, periods } = check;
  const to = Math.floor((seconds - LATE) / period) * period;
  return { from: to - (periods + Math.ceil(stepOf(check) / period)) * period, to };
}

/** What a check found: `began` when the alarm went off since the last check, `lasts` when it is on now. */
interface CheckFinding {
  readonly began: boolean;
  readonly lasts: boolean;
}

/**
 * Evaluates an alarm as CloudWatch does.
 *
 * @param values - of the periods of `spanOf`, in order
 * @param account - concurrent executions of the account
 */
export function findingOf(check: Check, values: readonly Values[], account: number): CheckFinding {
  const { threshold, periods, inAtLeast = periods, silence = false } = check;
  const least = typeof threshold === 'number' ? threshold : threshold(account);
  const bad = values.map((one) => {
    const value = (check.value ?? onlyOf)(one);
    return value === null ? silence : value >= least;
  });
  const isOn = (end: number) => bad.slice(end - periods, end).filter(Boolean).length >= inAtLeast;
  const on = bad.slice(periods - 1).map((_, index) => isOn(index + periods));
  return { began: on.some((now, index) => index > 0 && now && !on[index - 1]), lasts: on.at(-1) ?? false };
}

const onlyOf = (values: Values): number | null => Object.values(values)[0] ?? null;
