import { dormancyDeadline } from '../contacts/dormancy-deadline.ts';
import { type Instant, instant, MICROS_PER_DAY } from '../instant.ts';
import type { Settings } from '../workspace.ts';

/** Flags contacts not seen for long, and takes the flag off those that were; null where a workspace flags nobody. */
export function flagStage({ dormancyDays: days, timezone }: Settings, now: Instant) {
  if (days <= 0) return null;
  const notSeenSince = dormancyDeadline(now, days, timezone);
  return { work: { type: 'flag_dormant', days, notSeenSince }, selection: { folder: 'active', notSeenSince } } as const;
}

/** The hour (UTC) at which the schedule sweeps all workspaces once more; it may begin half an hour later. */
export const SWEEP_HOUR = 1;

const MICROS_PER_HOUR = MICROS_PER_DAY / 24;

/** The minute of each hour at which the workspaces are swept whose midnight has passed. */
export const SWEEP_MINUTE = 5;
const AFTER = (SWEEP_MINUTE / 60) * MICROS_PER_HOUR;

/** Whether the workspace's midnight has passed since the hourly run before this one. */
export const isAfterMidnight = (now: Instant, timezone: string): boolean =>
  midnightBefore(now, timezone) > now - MICROS_PER_HOUR - AFTER;

/** When a workspace is swept next: in the first hourly run after its midnight, or in the one for all. */
export function nextSweep(now: Instant, timezone: string): Instant {
  const hour = (at: number) => Math.ceil((at - AFTER) / MICROS_PER_HOUR) * MICROS_PER_HOUR + AFTER;
  const own = [midnightBefore(now, timezone), midnightAfter(now, timezone)].map(hour);
  const all = Math.floor(now / MICROS_PER_DAY) * MICROS_PER_DAY + SWEEP_HOUR * MICROS_PER_HOUR;
  return instant(Math.min(...[...own, all, all + MICROS_PER_DAY].filter((at) => at > now)));
}

const midnightBefore = (now: Instant, timezone: string): Instant => dormancyDeadline(now, 0, timezone);
const midnightAfter = (now: Instant, timezone: string): Instant => dormancyDeadline(now, -1, timezone);
