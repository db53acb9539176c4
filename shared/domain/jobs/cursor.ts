import type { Folder } from '../contacts/contact.ts';
import { SHARDS } from '../ids.ts';
import type { DayRange, Job } from './job.ts';

/** Where a selection stands: which of its index partitions, and the sort position behind which to go on. */
export interface Cursor {
  /** Which of the selection's parts; 0 for groups and contacts. */
  readonly part: number;
  readonly shard: number;
  readonly after: string | null;
}

export const START: Cursor = { part: 0, shard: 0, after: null };

type Chosen = Pick<Job, 'selection' | 'work'>;

/**
 * The index folders that a selection reads. `active` means dormant contacts too, except to the sweep: those have been
 * flagged, and tonight it must not read again what last night found.
 */
export function foldersOf({ selection, work }: Chosen): readonly Exclude<Folder, 'deleted'>[] {
  if (!('folder' in selection)) return [];
  const both = selection.folder === 'active' && work.type !== 'flag_dormant';
  return both ? ['active', 'dormant'] : [selection.folder];
}

/** What of the folder index a selection reads, shard by shard. */
export interface Part {
  readonly folder: Exclude<Folder, 'deleted'>;
  readonly days?: DayRange;
}

export function partsOf(job: Chosen): readonly Part[] {
  const folders = foldersOf(job);
  const days = 'folder' in job.selection ? job.selection.days : undefined;
  return (
    days?.flatMap((range) => folders.map((folder) => ({ folder, days: range }))) ??
    folders.map((folder) => ({ folder }))
  );
}

/** The start of the next partition, or null behind the last. A search goes through its partitions by itself. */
export function nextPartition(job: Chosen, { part, shard }: Cursor): Cursor | null {
  if ('query' in job.selection) return null;
  if (shard + 1 < SHARDS) return { part, shard: shard + 1, after: null };
  return part + 1 < partsOf(job).length ? { part: part + 1, shard: 0, after: null } : null;
}
