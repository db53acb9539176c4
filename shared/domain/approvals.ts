/** What one person may do without a second one (`approve_above`, ADR 086). */

/** What a workspace may want a second person for. */
export const APPROVAL_KINDS = ['delete', 'import', 'export', 'lift_opt_outs'] as const;
export type ApprovalKind = (typeof APPROVAL_KINDS)[number];

/** How long a job, or a looser setting, waits for a second person. */
export const APPROVAL_HOURS = 48;

/** What one person does within so many hours counts together, so that many small jobs are no way around. */
export const COUNTED_HOURS = 24;

/** What steps of policies do by themselves counts for a week, so that a little every night is no way around either. */
export const COUNTED_STEP_HOURS = 7 * COUNTED_HOURS;

export const MICROS_PER_HOUR = 3_600_000_000;

/** The settings for it. */
export interface ApprovalSettings {
  /** Work over more contacts waits for a second person; null or left out: none does. */
  readonly approveAbove?: number | null;
  /** The kinds that do; all when left out. */
  readonly approveKinds?: readonly ApprovalKind[];
}

/** How many contacts a bulk change may have without a preview. */
export const confirmAboveOf = ({ confirmAbove = 1_000 }: { readonly confirmAbove?: number }): number => confirmAbove;

/** Contacts that one person may do this to without a second one; null: any number. */
export const approvalLimit = (
  { approveAbove = null, approveKinds = APPROVAL_KINDS }: ApprovalSettings,
  kind: ApprovalKind,
): number | null => (approveKinds.includes(kind) ? approveAbove : null);

/** Whether a limit lets more through than before; null: there is none. */
export const isWider = (to: number | null, from: number | null): boolean => from !== null && (to === null || to > from);
