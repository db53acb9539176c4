import type { Day } from '../calendar/days.ts';

/**
 * Why a stage has more contacts than it may take.
 * - `many_in_30_days`: with what it has taken in 30 days, since somebody decided last.
 * - `many_policies`: with what all policies of the workspace have taken in this night.
 * - `clock_jumped`: days were passed over, the time zone was changed, or the clock of at least half of those who were
 *   looked at was set within a week.
 * - `query_changed`: the policy has other rules, or a group that it names has another query, for a week at most.
 * - `added_to_group`: at least half of those who were looked at were added within a week to a group of the policy.
 * - `import_without_last_seen`: at least half of those who were looked at came by an import, or were created long
 *   before they came, and have not been seen since.
 * - `nights_together`: the stage waited on nights before, so that several come together.
 * - `first_night`: it is the stage's first night, which has everybody who is overdue.
 * - `more_than_usual`: none of these.
 */
export const BRAKE_REASONS = [
  'many_in_30_days',
  'many_policies',
  'clock_jumped',
  'query_changed',
  'added_to_group',
  'import_without_last_seen',
  'nights_together',
  'first_night',
  'more_than_usual',
] as const;
export type BrakeReason = (typeof BRAKE_REASONS)[number];

/** What a stage may take together with other nights, or with other policies. */
export interface SharedLimit {
  readonly why: Extract<BrakeReason, 'many_in_30_days' | 'many_policies'>;
  /** What counts together. */
  readonly of: string;
  readonly day: Day;
  /** With the days before it: 1 for this one only. */
  readonly days: number;
  readonly most: number;
  /** Percent by which those who were taken and left count to the people of whom `most` is a share. */
  readonly share?: number;
}

/** What a stage's job remembers of the nights before it. */
export interface NightBefore {
  /** The policy's last night; absent: it has had none with these rules. */
  readonly last?: Day;
  /** The last night whose people the stage has taken; absent: this is its first. */
  readonly through?: Day;
  /** The workspace has got another time zone since, or the nights that announced a purge were not one a day. */
  readonly moved?: true;
}
