import { dormancyDeadline, isDormancyDue } from '../../dormancy/deadline.ts';
import { sweepOf } from '../../dormancy/sweep.ts';
import { skipped, UNCHANGED } from '../verdict.ts';
import type { Kind } from './kind.ts';

/** Flags contacts without a sign of life for so many days as dormant, and corrects wrong flags. */
interface FlagDormant {
  readonly type: 'flag_dormant';
  readonly days: number;
}

export const flagDormant: Kind<FlagDormant> = {
  type: 'flag_dormant',
  body: null,
  operation: {
    type: 'modify',
    /** Who was seen since is no longer due. Days count from today, so a paused sweep removes no later flag. */
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
  /** The number of days changed during the sweep, which therefore is followed by another. */
  again: ({ days }, settings, now) => (settings.dormancyDays === days ? null : sweepOf(settings, now)),
};
