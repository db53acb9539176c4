import type { Folder } from '../contacts/contact.ts';
import type { ContactId, GroupId, ImportId, JobId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Exclusions } from './exclusions.ts';
import type { Verdict } from './verdict.ts';

/** Calendar days (`2026-11-24`, UTC), both ends included. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/**
 * The contacts of a job: those of a folder (`active` has dormant contacts too), or any of some groups and contacts together. Of a
 * folder, `days` keeps those whose folder day (the day of last sign of life in `active`) lies in one of the ranges, which are
 * apart; `notSeenSince`, of `active`, those whose dormancy flag is wrong by that deadline: contacts without it whose folder day
 * lies before that instant's UTC day, and contacts with it whose folder day does not. Or the matches of a query
 * (in normal form) within a folder; null: among active contacts, unless the query speaks of status. Or what was modified between two
 * times, both included. Or those of the rows of an import, or contacts of an earlier job. Of all of these without whom `exclude` leaves out.
 */
export type Selection = Chosen & { readonly exclude?: Exclusions };

type Chosen =
  | {
      readonly folder: Exclude<Folder, 'deleted'>;
      readonly notSeenSince?: Instant;
      readonly days?: readonly DayRange[];
    }
  | { readonly groups: readonly GroupId[]; readonly contacts: readonly ContactId[]; readonly activeOnly: boolean }
  | { readonly query: string; readonly within: Exclude<Folder, 'deleted'> | null }
  | { readonly modified: { readonly from: Instant; readonly to: Instant } }
  | { readonly import: ImportId }
  | EarlierJobSelection;

/** The contacts of an earlier job that has ended, by what became of them, and why. */
export interface EarlierJobSelection {
  readonly job: JobId;
  readonly outcome: Verdict['outcome'];
  /** Of contacts that were skipped or failed. */
  readonly reason?: string;
  /** Those too of which it is not written down: a slice was under way when the job was interrupted, and the contact says that it was changed. */
  readonly unwritten?: true;
}
