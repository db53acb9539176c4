import type { Instant } from '../instant.ts';

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

/** Of a function that several schedules run, the runs of one of them. */
export interface CheckedFunction {
  readonly fn: string;
  readonly schedule?: string;
}

/** A metric of CloudWatch, of AWS's own or of the service's. */
export interface CheckedMetric {
  /** `service`: what functions count (`lambda/invocation/faults.ts`); `log`: what filters of the access log count. */
  readonly of: 'api' | 'account' | 'service' | 'log' | CheckedFunction | { readonly queue: string };
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
  /** When it is checked: every so many hours, or at each run of the watchdog that finds something in these queues. */
  readonly when: { readonly hours: number } | { readonly waiting: readonly WorkQueueName[] };
}

/** What the watchdog remembers of an alarm. Seconds, but `told` is an instant. */
export interface DutyMark {
  /** Until when its metrics were looked at. */
  readonly looked?: number;
  /** The end of the period in which it last went off. */
  readonly onset?: number;
  readonly told?: Instant;
  /** Something new came within an hour after it was told, and waits to be told. */
  readonly untold?: boolean;
  /** Letters are being copied: until they are told, a copy says nothing about what is known. */
  readonly copying?: boolean;
}

/** Seconds after which CloudWatch has what was reported. */
const LATE = 120;
/** Seconds between two runs of the watchdog. */
export const EVERY = 300;
const HOUR = 3_600;
/** How far a check looks back at most, in seconds. CloudWatch keeps five minutes apart for 63 days. */
const FARTHEST = 14 * 24 * HOUR;
/** Hours after which it also looks at what is about a queue in which it found nothing. */
export const RARELY = 48;

/** The end of the last whole period that CloudWatch has. */
const endOf = ({ period }: Check, seconds: number): number => Math.floor((seconds - LATE) / period) * period;

/** Whether a run at this second checks it: its time has come since it was looked at, whatever runs were missed. */
export function isDue(check: Check, seconds: number, waiting: ReadonlySet<string>, { looked }: DutyMark): boolean {
  const { when, period } = check;
  const since = endOf(check, seconds) - (looked ?? Number.NEGATIVE_INFINITY);
  const waits = 'waiting' in when && when.waiting.some((queue) => waiting.has(queue));
  const step = waits ? period : ('hours' in when ? when.hours : RARELY) * HOUR;
  return since >= step || since < 0;
}

/**
 * The seconds between which a check at this second needs its metrics, in whole periods: from one before those that it
 * has looked at, for what was reported late. The first check looks at one period, and so much back that a schedule's
 * hours are in it; one that has looked ahead of the clock begins far back.
 */
export function spanOf(check: Check, seconds: number, { looked }: DutyMark) {
  const { period, periods, when } = check;
  const to = endOf(check, seconds);
  const first = 'hours' in when ? Math.ceil((when.hours * HOUR) / period) * period : period;
  const since = looked === undefined ? to - first : looked > to ? to - FARTHEST : Math.max(looked, to - FARTHEST);
  return { from: since - (periods + 1) * period, to };
}

/** What a check found: when the alarm last went off since it was looked at, and whether it is on now. */
interface CheckFinding {
  readonly onset: number | null;
  readonly lasts: boolean;
}

/**
 * Evaluates an alarm as CloudWatch does.
 *
 * @param values - of the periods of `spanOf`, in order
 * @param account - concurrent executions of the account
 */
export function findingOf(check: Check, values: readonly Values[], from: number, account: number): CheckFinding {
  const { threshold, period, periods, inAtLeast = periods, silence = false } = check;
  const least = typeof threshold === 'number' ? threshold : threshold(account);
  const bad = values.map((one) => {
    const value = (check.value ?? onlyOf)(one);
    return value === null ? silence : value >= least;
  });
  const isOn = (end: number) => bad.slice(end - periods, end).filter(Boolean).length >= inAtLeast;
  const on = bad.slice(periods - 1).map((_, index) => isOn(index + periods));
  const last = on.findLastIndex((now, index) => index > 0 && now && !on[index - 1]);
  return { onset: last < 0 ? null : from + (last + periods) * period, lasts: on.at(-1) ?? false };
}

const onlyOf = (values: Values): number | null => Object.values(values)[0] ?? null;
