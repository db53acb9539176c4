import type { Change, Contact, Tombstone } from '../contacts/contact.ts';
import { marksOf } from '../contacts/marks.ts';
import type { Refusal } from '../refusals/refusal.ts';

/**
 * Why a job left a contact as it is.
 * `duplicate`: an earlier slice of the same job changed it; `deleted`: it is gone (or never was); `not_archived`: restored
 * before it could be deleted; `status_changed`, `seen_since`: its status was changed, or it was heard from, since its deletion was asked
 * for; `not_due`: not archived, or quiet, for as
 * long as the workspace keeps archived contacts; `not_active`, `seen`: no longer due for the dormancy flag; `flow_missing`: the flow was archived; `group_missing`, `field_missing`:
 * what it is for was deleted; `opted_out`: it refused messages, and was to become active without a reason; of undoing, `changed_since`,
 * `opted_out` and `no_history` (`undo/undoing.ts`).
 */
const SKIP_REASONS = [
  'duplicate',
  'deleted',
  'not_archived',
  'status_changed',
  'seen_since',
  'not_due',
  'not_active',
  'seen',
  'flow_missing',
  'group_missing',
  'field_missing',
  'opted_out',
  'changed_since',
  'no_history',
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/**
 * Why a job could not do to a contact what it is for; the contact is as it was.
 * `worker`: its slice was tried again and again and given up; `flow_failed`: its run of the flow failed; `too_costly`: its run took
 * more work than one contact's may; `too_large`: it would have become larger than a contact may be; `error`: a fault of the
 * service, which its log describes; `too_many_jobs`: 500 others that are not over have changed it, and it has no room to remember one
 * more; `unknown_kind`: no worker knew what the job is for;
 * `address_taken`: an address of its row has come to another contact since the preview; `rows_gone`: the files of its import are no more.
 */
const FAIL_REASONS = [
  'worker',
  'flow_failed',
  'too_costly',
  'too_large',
  'error',
  'too_many_jobs',
  'unknown_kind',
  'address_taken',
  'rows_gone',
] as const;
export type FailReason = (typeof FAIL_REASONS)[number];

/** What became of one contact in a job; each contact of the manifest gets exactly one. */
export type Verdict =
  | { readonly outcome: 'changed' /** It was not there before. */; readonly created?: true }
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'skipped'; readonly reason: SkipReason }
  | { readonly outcome: 'failed'; readonly reason: FailReason };

export const OUTCOMES = ['changed', 'unchanged', 'skipped', 'failed'] as const satisfies readonly Verdict['outcome'][];

const REASONS: Readonly<Record<string, readonly string[]>> = { skipped: SKIP_REASONS, failed: FAIL_REASONS };

/** Why contacts of one outcome (of any: undefined) cannot be chosen by a reason; null when they can. Of a reason that there is not nobody would be found, without a word. */
export function refuseReason(outcome: string | undefined, reason: string): Refusal | null {
  const known = outcome === undefined ? Object.values(REASONS).flat() : REASONS[outcome];
  if (known === undefined) return { code: 'outcome_without_reason' };
  return known.includes(reason)
    ? null
    : { code: 'no_such_reason', value: reason, values: [...new Set(known)].sort().join(', ') };
}

export const CHANGED: Verdict = { outcome: 'changed' };
export const CREATED: Verdict = { outcome: 'changed', created: true };
export const UNCHANGED: Verdict = { outcome: 'unchanged' };
export const skipped = (reason: SkipReason): Verdict => ({ outcome: 'skipped', reason });
export const failed = (reason: FailReason): Verdict => ({ outcome: 'failed', reason });

/**
 * What this job already did to the contact, if anything, whatever has changed it since: a slice that died half-way and comes again
 * finds its own changes and counts them as `changed`; a contact that an earlier slice changed is a `duplicate`.
 */
export function earlierVerdict(item: Contact | Tombstone, change: Pick<Change, 'job' | 'slice'>): Verdict | null {
  const mark = marksOf(item).find(({ job }) => job === change.job);
  if (mark === undefined) return null;
  return mark.slice === change.slice ? CHANGED : skipped('duplicate');
}
