import type { Day } from '../calendar/days.ts';
import type { Folder } from '../contacts/contact.ts';
import type { ContactId, GroupId, ImportId, JobId, PolicyId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Exclusions } from './exclusions.ts';
import type { Verdict } from './verdict.ts';

/** Calendar days (`2026-11-24`, UTC), both ends included. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/**
 * The contacts of a job, without those that `exclude` leaves out. One of:
 *   a folder (`active` with dormant contacts); `days`: only those whose folder day is in a range;
 *     `notSeenSince`: only active ones whose dormancy flag is wrong by that deadline
 *   any of some groups and contacts
 *   the matches of a query (in normal form) in a folder; null: active contacts, unless it asks about status
 *   what was modified between two times, both included
 *   the rows of an import
 *   the contacts of an earlier job
 */
export type Selection = Chosen & { readonly exclude?: Exclusions };

type Chosen =
  | {
      readonly folder: Exclude<Folder, 'deleted'>;
      readonly notSeenSince?: Instant;
      readonly days?: readonly DayRange[];
      /** Besides, those whom a policy's stage should look at. Whoever is in the folder's days too is of these. */
      readonly noted?: NotedContacts;
    }
  | {
      readonly groups: readonly GroupId[];
      readonly contacts: readonly ContactId[];
      readonly activeOnly: boolean;
      /** Those of the contacts that were named by `urns` only, which a start does not show (TextIt 6.9). */
      readonly byUrn?: readonly ContactId[];
    }
  | { readonly query: string; readonly within: Exclude<Folder, 'deleted'> | null }
  | { readonly modified: { readonly from: Instant; readonly to: Instant } }
  | { readonly import: ImportId }
  | EarlierJobSelection;

/** Whom a stage of a policy should look at on a day, as noted since everybody was looked at. */
export interface NotedContacts {
  readonly policy: PolicyId;
  readonly stage: string;
  readonly epoch: Instant;
  readonly day: Day;
}

/** The contacts of an ended job, by outcome and reason. */
export interface EarlierJobSelection {
  readonly job: JobId;
  readonly outcome: Verdict['outcome'];
  /** For skipped or failed contacts. */
  readonly reason?: string;
  /** Includes contacts without an outcome that say they were changed: their slice was interrupted. */
  readonly unwritten?: true;
}
