/** Jobs that begin later: their contacts are frozen at once, and they wait (ADR 033). */
import { MICROS_PER_HOUR } from '../approvals.ts';
import { addDays, type Instant, instant } from '../instant.ts';
import type { Refusal } from '../refusals/refusal.ts';
import type { Settings } from '../workspace.ts';
import type { Job } from './job.ts';
import { kindOf } from './kinds/index.ts';

/** Days that a job may wait, for which its input is kept. */
export const MOST_DAYS_AHEAD = 366;

/** What decides when a job begins that a person runs. */
export interface Sending {
  /** The requested time: null is at once; undefined keeps the earlier one. */
  readonly notBefore?: Instant | null | undefined;
  readonly settings: Pick<Settings, 'deleteDelayHours'>;
  readonly now: Instant;
}

type Begins = { readonly at: Instant | null } | { readonly refusal: Refusal };

/** When a job begins (null: at once), or why that is refused. A deletion always waits as long as its workspace says. */
export function beginningOf(job: Job, { notBefore, settings, now }: Sending): Begins {
  const { atOnce, operation } = kindOf(job);
  const delay = operation.type === 'delete' ? (settings.deleteDelayHours ?? 0) : 0;
  const earliest = delay === 0 ? null : instant(now + delay * MICROS_PER_HOUR);
  if (notBefore === undefined) return { at: later(job.notBefore, earliest) };
  if (notBefore !== null && atOnce) return { refusal: { code: 'import_cannot_wait' } };
  if (notBefore !== null && notBefore > addDays(job.createdOn, MOST_DAYS_AHEAD))
    return { refusal: { code: 'waits_too_long', days: MOST_DAYS_AHEAD } };
  if (earliest !== null && (notBefore ?? now) < earliest) return { refusal: { code: 'deletion_waits', hours: delay } };
  return { at: notBefore };
}

const later = (a: Instant | null, b: Instant | null): Instant | null => (b === null || (a !== null && a > b) ? a : b);

/** Whether the time of a job is still to come. */
export const isAhead = ({ notBefore }: Pick<Job, 'notBefore'>, now: Instant): boolean =>
  notBefore !== null && notBefore > now;

/** How far the clocks of two machines may differ. */
const LEEWAY_MICROS = 500_000;

export const isStartDue = ({ status, notBefore }: Pick<Job, 'status' | 'notBefore'>, now: Instant): boolean =>
  status === 'waiting' && (notBefore ?? 0) <= now + LEEWAY_MICROS;

/** Whole seconds until then; 0 when it is due. */
export const secondsUntil = ({ notBefore }: Pick<Job, 'notBefore'>, now: Instant): number =>
  Math.max(0, Math.ceil(((notBefore ?? now) - now) / 1_000_000));
