/**
 *   U#<workspace>  <µs>#<random>   an entry of the audit log; never changed, gone after 400 days
 */
import { randomBytes } from 'node:crypto';
import { type AuditActor, type AuditKind, type AuditNote, fitDetails } from '../../domain/audit.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { addDays, type Instant, instant } from '../../domain/instant.ts';
import { type Data, isAbsent, isItemExpired, type Put, put, ttlAfter, write } from '../dynamo/index.ts';
import { type Neighbours, pageItems } from '../paging/index.ts';

const KEPT_DAYS = 400;

export interface AuditEntry {
  readonly at: Instant;
  readonly kind: AuditKind;
  readonly by: AuditActor;
  /** The address that the request came from; empty for the service itself. */
  readonly from: string;
  readonly about: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

type Stored = Omit<AuditEntry, 'details'> & {
  readonly pk: string;
  readonly sk: string;
  readonly ttl: number;
  readonly details: string;
};

const pkOf = (workspace: WorkspaceId): string => `U#${workspace}`;
const timeKey = (at: Instant): string => String(Math.max(0, at)).padStart(16, '0');

type Noting = Pick<AuditEntry, 'at' | 'by' | 'from'>;

/** The item of an entry, for the transaction of what it tells. 1 write unit, whatever its details. */
export function auditItem(
  workspace: WorkspaceId,
  { kind, about = null, details = {} }: AuditNote,
  { at, by, from }: Noting,
): Put {
  const sk = `${timeKey(at)}#${randomBytes(6).toString('hex')}`;
  const entry = { at, kind, by, from, about, details: fitDetails(details), ttl: ttlAfter(at, KEPT_DAYS) };
  return put('workspace', { pk: pkOf(workspace), sk, ...entry } satisfies Stored, isAbsent);
}

/** Appends an entry. */
export const appendAudit = async (
  data: Data,
  workspace: WorkspaceId,
  note: AuditNote,
  noting: Noting,
): Promise<void> => {
  await write(data, auditItem(workspace, note, noting));
};

export interface AuditFilter {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly now: Instant;
  readonly before?: Instant | undefined;
  readonly after?: Instant | undefined;
  /** The uuid of a person or token. */
  readonly by?: string | undefined;
  /** A kind, or the word before its dot. */
  readonly kind?: string | undefined;
}

/** A page of entries, newest first. 0.5 read units for 4 KB that are looked at, some 15 entries. */
export async function listAudit(
  data: Data,
  workspace: WorkspaceId,
  { limit, cursor, now, before, after, by, kind }: AuditFilter,
): Promise<Neighbours & { readonly entries: readonly AuditEntry[] }> {
  const oldest = Math.max(after ?? 0, addDays(now, -KEPT_DAYS));
  const range = { table: 'workspace', pk: pkOf(workspace), from: timeKey(instant(oldest)), consistent: true } as const;
  const keep = (entry: Stored) =>
    !isItemExpired(entry, now) &&
    (by === undefined || entry.by?.id === by) &&
    (kind === undefined || entry.kind === kind || entry.kind.startsWith(`${kind}.`));
  const to = `${timeKey(before ?? now)}#~`;
  const { items, ...neighbours } = await pageItems<Stored>(data, { ...range, to }, { limit, cursor, keep });
  return { entries: items.map(entryOf), ...neighbours };
}

const entryOf = ({ at, kind, by, from, about, details }: Stored): AuditEntry => ({
  at,
  kind,
  by,
  from,
  about,
  details: JSON.parse(details),
});
