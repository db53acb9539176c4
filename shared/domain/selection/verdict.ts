import type { Change, Contact, Tombstone } from '../contacts/contact.ts';
import { marksOf } from '../contacts/marks.ts';
import type { Refusal } from '../refusals/refusal.ts';

/**
 * Why a job left a contact as it is.
 *   `duplicate`: an earlier slice of the job changed it; `deleted`: it is gone (or never was)
 *   `not_archived`: restored before its deletion; `not_due`: not archived or quiet for long enough
 *   `status_changed`, `seen_since`: changed its status, or was heard from, after its deletion was requested
 *   `not_active`, `seen`: no longer due for the dormancy flag
 *   `flow_missing`, `group_missing`, `field_missing`: archived or deleted meanwhile
 *   `opted_out`: it refused messages, and there was no reason to make it active
 *   `held`, `control_group`, `not_selected`, `other_policy`: a policy is not for it (`policies/night.ts`)
 *   `policy_over`: its policy was switched off, changed or deleted since the job was made
 *   `changed_since`, `opted_out`, `no_history`: reasons of an undo (`undo/undoing.ts`)
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
  'held',
  'control_group',
  'not_selected',
  'other_policy',
  'policy_over',
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/**
 * Why a job failed for a contact, which is as it was.
 *   `worker`: its slice was given up after all attempts; `error`: an internal error, which is logged
 *   `flow_failed`: its run failed; `too_costly`: its run took too much work
 *   `too_large`: it would exceed the size of a contact; `unknown_kind`: no worker knew the job's kind
 *   `too_many_jobs`: 500 unfinished jobs have changed it, and it cannot keep another mark
 *   `address_taken`: another contact got an address of its row; `rows_gone`: the import's files are gone
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

/** The outcome of one contact in a job; each contact of the manifest gets exactly one. */
export type Verdict =
  | { readonly outcome: 'changed' /** It did not exist before. */; readonly created?: true }
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'skipped'; readonly reason: SkipReason }
  | { readonly outcome: 'failed'; readonly reason: FailReason };

export const OUTCOMES = ['changed', 'unchanged', 'skipped', 'failed'] as const satisfies readonly Verdict['outcome'][];

/** Every reason that a contact may have been skipped or failed for. */
export const REASONS_TOLD: readonly string[] = [...new Set<string>([...SKIP_REASONS, ...FAIL_REASONS])].sort();

const REASONS: Readonly<Record<string, readonly string[]>> = { skipped: SKIP_REASONS, failed: FAIL_REASONS };

/** Why contacts of an outcome (any: undefined) cannot be chosen by a reason, or null: an unknown one matches none. */
export function refuseReason(outcome: string | undefined, reason: string): Refusal | null {
  const known = outcome === undefined ? REASONS_TOLD : REASONS[outcome];
  if (known === undefined) return { code: 'outcome_without_reason' };
  return known.includes(reason) ? null : { code: 'no_such_reason', value: reason, values: known.toSorted().join(', ') };
}

export const CHANGED: Verdict = { outcome: 'changed' };
export const CREATED: Verdict = { outcome: 'changed', created: true };
export const UNCHANGED: Verdict = { outcome: 'unchanged' };
export const skipped = (reason: SkipReason): Verdict => ({ outcome: 'skipped', reason });
export const failed = (reason: FailReason): Verdict => ({ outcome: 'failed', reason });

/** What this job already did to the contact, whoever changed it since: `changed` by this slice, else `duplicate`. */
export function earlierVerdict(item: Contact | Tombstone, change: Pick<Change, 'job' | 'slice'>): Verdict | null {
  const mark = marksOf(item).find(({ job }) => job === change.job);
  if (mark === undefined) return null;
  return mark.slice === change.slice ? CHANGED : skipped('duplicate');
}
