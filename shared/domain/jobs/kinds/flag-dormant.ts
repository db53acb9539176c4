import { isDue } from '../../dormancy/deadline.ts';
import { type Instant, instant } from '../../instant.ts';
import type { Job } from '../job.ts';
import { skipped, UNCHANGED } from '../verdict.ts';
import type { Kind } from './kind.ts';

/** Flags contacts without a sign of life for so many days as dormant: started by the nightly sweep, over one folder. */
export interface FlagDormant {
  readonly type: 'flag_dormant';
  readonly days: number;
}

export const flagDormant: Kind<FlagDormant> = {
  body: null,
  operation: {
    type: 'modify',
    /** Contacts that were seen, or changed their status, after the sweep has looked are no longer due. */
    modifiers(contact, job, { now }) {
      if (contact.status !== 'active') return skipped('not_active');
      if (!isDue(contact, deadlineOf(job))) return skipped('seen');
      return contact.dormantSince === null ? [{ type: 'dormant', since: now }] : UNCHANGED;
    },
  },
  via: 'sweep',
  /** So a sweep does not read again what the one before has flagged. */
  withoutDormant: true,
};

/** The deadline of the sweep, which its selection has; without one no contact is due. */
const deadlineOf = ({ selection }: Job): Instant => ('folder' in selection && selection.notSeenSince) || instant(0);
