import { dormancyDeadline, isDormancyDue } from '../../dormancy/deadline.ts';
import { sweepOf } from '../../dormancy/sweep.ts';
import { skipped, UNCHANGED } from '../verdict.ts';
import type { Kind } from './kind.ts';

/**
 * Flags contacts without a sign of life for so many days as dormant, and takes the flag off those that have one and are not due:
 * started by the nightly sweep, and when the number of days was changed.
 */
export interface FlagDormant {
  readonly type: 'flag_dormant';
  readonly days: number;
}

export const flagDormant: Kind<FlagDormant> = {
  type: 'flag_dormant',
  body: null,
  operation: {
    type: 'modify',
    /**
     * Contacts that were seen, or changed their status, after the sweep has looked are no longer due. Days count from today, so
     * that a sweep that was paused for long takes no flag off that one of the nights since has set.
     */
    modifiers(contact, { work: { days } }, { assets, now }) {
      if (contact.status !== 'active') return skipped('not_active');
      const due = isDormancyDue(contact, dormancyDeadline(now, days, assets.settings.timezone));
      const flagged = contact.dormantSince !== null;
      if (due) return flagged ? UNCHANGED : [{ type: 'dormant', since: now }];
      return flagged ? [{ type: 'dormant', since: null }] : skipped('seen');
    },
  },
  target: ({ days }) => ({ days }),
  refuseUndo: null,
  via: 'sweep',
  /** The number of days was changed while the sweep was running, which then had no sweep of its own. */
  again: ({ days }, settings, now) => (settings.dormancyDays === days ? null : sweepOf(settings, now)),
};
