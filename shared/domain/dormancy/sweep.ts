import { type Instant, instant, MICROS_PER_DAY } from '../instant.ts';
import type { Settings } from '../workspace.ts';
import { dormancyDeadline } from './deadline.ts';

/** A workspace's sweep by its settings, for the night and after a change of them. */
export const sweepOf = ({ dormancyDays: days, timezone }: Settings, now: Instant) =>
  ({
    work: { type: 'flag_dormant', days },
    selection: { folder: 'active', notSeenSince: dormancyDeadline(now, days, timezone) },
  }) as const;

/** Flags contacts not seen for long, and takes the flag off those that were. */
export const flagStage = {
  job: 'flag_dormant',
  tonight: (settings: Settings, now: Instant) => (settings.dormancyDays > 0 ? sweepOf(settings, now) : null),
  alone: false,
  notice: null,
} as const;

/** The hour (UTC) at which the schedule sweeps all workspaces; it may begin half an hour later. */
export const SWEEP_HOUR = 1;

/** When the schedule sweeps next. */
export function nextSweep(now: Instant): Instant {
  const today = Math.floor(now / MICROS_PER_DAY) * MICROS_PER_DAY + (SWEEP_HOUR * MICROS_PER_DAY) / 24;
  return instant(today > now ? today : today + MICROS_PER_DAY);
}
