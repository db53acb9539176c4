import { dormancyDeadline, isDormancyDue } from '../../contacts/dormancy-deadline.ts';
import type { Instant } from '../../instant.ts';
import { flagStage } from '../../policies/sweep.ts';
import { skipped, UNCHANGED } from '../../selection/verdict.ts';
import type { DeclaredKind } from './kind.ts';

/** Flags contacts without a sign of life for so many days as dormant, and corrects wrong flags. */
interface FlagDormant {
  readonly type: 'flag_dormant';
  readonly days: number;
  /** The deadline by which its contacts were selected. */
  readonly notSeenSince: Instant;
}

export const flagDormant: DeclaredKind<FlagDormant> = {
  type: 'flag_dormant',
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
  does: () => 'look_for_dormant',
  target: ({ days }) => ({ days }),
  refuseUndo: null,
  via: 'sweep',
  steeredBy: 'administrators',
  /** The deadline moved during the sweep, by settings or by a midnight. */
  again({ days, notSeenSince }, settings, now) {
    const next = flagStage(settings, now);
    return days === next?.work.days && notSeenSince === next.work.notSeenSince ? null : next;
  },
};
