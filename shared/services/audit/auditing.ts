import { dropRecount } from '../../data/counts/index.ts';
import type { Data } from '../../data/dynamo/index.ts';
import type { Rounds } from '../../data/repair/index.ts';
import { loadAssets } from '../../data/workspace/index.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import type { Assets } from '../../domain/workspace.ts';
import type { Files } from '../../messages/files.ts';
import type { Repairs } from './repairs.ts';

/** A workspace in a round. */
export interface AuditedWorkspace {
  readonly uuid: WorkspaceId;
  /** Its place in the round's list, by which notes name it. */
  readonly number: number;
  /** The recount that the round feeds; null when none could begin. */
  readonly recount: { readonly id: string; readonly cut: Instant } | null;
}

/** Reads the notes of a file that are in a range of buckets; `to` is not included. */
export type ReadNotes = (key: string, from: number, to: number) => Promise<readonly string[]>;

/** Where notes are kept until the round ends. */
export type RoundFiles = Pick<Files, 'read' | 'open' | 'write' | 'removeAll'>;

/** What one run of a round works with. */
export interface Auditing {
  readonly data: Data;
  readonly files: RoundFiles;
  readonly rounds: Rounds;
  readonly round: string;
  /** Where the round's files are. */
  readonly folder: string;
  readonly workspaces: readonly AuditedWorkspace[];
  readonly repairs: Repairs;
  readonly readNotes: ReadNotes;
  /** No further step begins after this. */
  readonly until: Instant;
  now(): Instant;
  assetsOf(workspace: WorkspaceId): Promise<Assets>;
}

/** Groups and fields may be so old: who does not fit them is looked at again with the present ones. */
const FRESH_MICROS = 60_000_000;

/** Assets of any workspace, read once a minute at most. */
export function recentAssets(data: Data, now: () => Instant): Auditing['assetsOf'] {
  const known = new Map<WorkspaceId, { readonly until: Instant; readonly assets: Promise<Assets> }>();
  return (workspace) => {
    const kept = known.get(workspace);
    if (kept && now() < kept.until) return kept.assets;
    const assets = loadAssets(data, workspace);
    known.set(workspace, { until: instant(now() + FRESH_MICROS), assets });
    return assets;
  };
}

/** A workspace of which something was not read keeps its counts. */
export async function countNoMore(
  { data }: Pick<Auditing, 'data'>,
  { uuid, recount }: AuditedWorkspace,
): Promise<void> {
  if (recount !== null) await dropRecount(data, uuid, recount.id);
}
