import { instantOf } from '../../common/texts/zoned-time.ts';

/** A choice that filters nothing. */
export const ANY = 'any';

export interface AuditFilter {
  readonly kind: string;
  /** The uuid of a person or token. */
  readonly by: string;
  /** The first and the last day, `2026-11-26`, in the workspace's zone. */
  readonly after: string;
  readonly before: string;
}

/** The parameters of audit_log.json. A day that is typed in part is no limit yet. */
export function paramsOf({ kind, by, after, before }: AuditFilter, timeZone: string): Record<string, string> {
  const start = instantOf(`${after}T00:00`, timeZone);
  const last = instantOf(`${before}T23:59`, timeZone);
  return {
    ...(kind !== ANY && { kind }),
    ...(by !== ANY && { by }),
    ...(start && { after: start.toISOString() }),
    ...(last && { before: new Date(last.getTime() + 59_999).toISOString() }),
  };
}
