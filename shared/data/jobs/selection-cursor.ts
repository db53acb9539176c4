/** The order in which a selection is read: part by part, each of them shard by shard, each shard by sort key. */
import type { Contact, Folder, Tombstone } from '../../domain/contacts/contact.ts';
import type { ContactId } from '../../domain/ids.ts';
import { addDays, dayOf, type Instant } from '../../domain/instant.ts';
import type { DayRange, JobInput } from '../../domain/jobs/job.ts';
import { SHARDS } from '../contacts/index.ts';

/** How far a selection has been read: in which partition, and behind which sort key. */
export interface SelectionCursor {
  /** Which of the selection's parts; 0 for groups, contacts and queries. */
  readonly part: number;
  readonly shard: number;
  readonly after: string | null;
}

/** Contacts that were read next, and how far their partition has been read. */
export interface SelectionPage {
  readonly uuids: readonly ContactId[];
  /** The contacts as they were read, where choosing them took that; an index names them only. */
  readonly contacts?: SelectedContacts;
  /** The sort key behind which the partition goes on; null at its end. */
  readonly after: string | null;
}

export type SelectedContacts = ReadonlyMap<ContactId, Contact | Tombstone>;

export const SELECTION_START: SelectionCursor = { part: 0, shard: 0, after: null };

/** Days of a folder that a selection reads; all days when left out. */
export interface SelectionPart {
  readonly folder: Exclude<Folder, 'deleted'>;
  readonly days?: Partial<DayRange>;
}

type Chosen = Pick<JobInput, 'selection'>;

/** The parts of a selection by folder; none of any other. */
export function selectionPartsOf({ selection }: Chosen): readonly SelectionPart[] {
  if (!('folder' in selection)) return [];
  const { folder, days, notSeenSince } = selection;
  if (notSeenSince !== undefined) return wronglyFlagged(notSeenSince);
  const folders = folder === 'active' ? (['active', 'dormant'] as const) : [folder];
  return (
    days?.flatMap((range) => folders.map((one) => ({ folder: one, days: range }))) ??
    folders.map((one) => ({ folder: one }))
  );
}

/** Contacts that are due and not flagged, then those that are flagged and not due: what the index lists costs nothing when it is right. */
const wronglyFlagged = (deadline: Instant): readonly SelectionPart[] => [
  { folder: 'active', days: { to: dayOf(addDays(deadline, -1)) } },
  { folder: 'dormant', days: { from: dayOf(deadline) } },
];

/** The start of the next partition, or null behind the last. A search goes through its partitions by itself. */
export function nextPartition(job: Chosen, { part, shard }: SelectionCursor): SelectionCursor | null {
  if ('query' in job.selection || 'job' in job.selection) return null;
  if (shard + 1 < SHARDS) return { part, shard: shard + 1, after: null };
  return part + 1 < selectionPartsOf(job).length ? { part: part + 1, shard: 0, after: null } : null;
}
