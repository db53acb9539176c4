import type { Actor } from './workspace.ts';

/** What an entry of the audit log is about. The word before the dot is a filter of its own. */
export const AUDIT_KINDS = [
  'sign_in.done',
  'sign_in.refused',
  'person.invited',
  'person.joined',
  'person.changed',
  'person.removed',
  'token.created',
  'token.rotated',
  'token.revoked',
  'settings.changed',
  'channel.saved',
  'channel.removed',
  'webhook.saved',
  'webhook.removed',
  'policy.saved',
  'policy.removed',
  'import.begun',
  'import.previewed',
  'import.pulled',
  'import.report_asked',
  'job.previewed',
  'job.started',
  'job.steered',
  'job.approval_asked',
  'job.approved',
  'job.declined',
  'job.approval_expired',
  'file.downloaded',
  'contact.exported',
  'contact.deleted',
  'opt_out.lifted',
] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

/** What a request has done, without data of a contact but its uuid. */
export interface AuditNote {
  readonly kind: AuditKind;
  /** The uuid of what it is about. */
  readonly about?: string | null;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Who did it, under the name of that time; null for whoever had the link to a file, and for the service itself. */
export type AuditActor = (Actor & { readonly kind: 'person' | 'token' }) | null;

/** One write unit is 1 KB; the rest of an entry takes less than half of it. */
const MOST_BYTES = 500;
/** Characters that take no more bytes than that, also when they are quoted once more. */
const BEGINNING = 150;

/** Details as they are stored: whole, or their beginning, so that the entry stays one write unit. */
export function fitDetails(details: Readonly<Record<string, unknown>>): string {
  const whole = JSON.stringify(details);
  if (Buffer.byteLength(whole) <= MOST_BYTES) return whole;
  return JSON.stringify({ shortened: whole.slice(0, BEGINNING) });
}

/** The keys whose values differ, each with the value before and after. */
export function changesOf(before: object, after: object): Record<string, readonly [unknown, unknown]> {
  const was = before as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(after)
      .filter(([key, value]) => value !== undefined && JSON.stringify(was[key]) !== JSON.stringify(value))
      .map(([key, value]) => [key, [was[key] ?? null, value]]),
  );
}
