/** The order in which a selection is read: by part, then by shard, then by sort key. */
import type { Contact, Folder, Tombstone } from '../../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { type Instant, instant, quarterOf } from '../../domain/instant.ts';
import type { Job, JobInput } from '../../domain/jobs/job.ts';
import type { DayRange, NotedContacts } from '../../domain/selection/selection.ts';
import { isInFolder } from '../contacts/index.ts';
import { type Data, FEWEST_SHARDS, shardsOf } from '../dynamo/index.ts';

/** What selecting needs of a job. The relative dates of a query count back from `createdOn`. */
export type Selecting = Pick<Job, 'uuid' | 'workspace' | 'work' | 'createdOn'> & Pick<JobInput, 'selection'>;

/** How far a selection was read: the partition, and the last sort key. */
export interface SelectionCursor {
  /** The part of the selection; 0 for groups, contacts and queries. */
  readonly part: number;
  readonly shard: number;
  readonly after: string | null;
  /** Of a search that has fanned out: only this shard is read. */
  readonly alone?: true;
  /** Of how many shards, when the workspace had more than 8 at the beginning. */
  readonly of?: number;
}

/** The next contacts, and how far their partition was read. */
export interface SelectionPage {
  readonly uuids: readonly ContactId[];
  /** The contacts, if choosing them meant reading them; an index only names them. */
  readonly contacts?: SelectedContacts;
  /** The sort key after which the partition continues; null at its end. */
  readonly after: string | null;
  /** At the end of the partition the selection ends, too. */
  readonly isLast?: true;
}

export type SelectedContacts = ReadonlyMap<ContactId, Contact | Tombstone>;

export const SELECTION_START: SelectionCursor = { part: 0, shard: 0, after: null };

/** Days, or quarters of an hour, of a folder to read; all when left out. */
interface FolderPart {
  readonly folder: Exclude<Folder, 'deleted'>;
  readonly days?: Partial<DayRange>;
}

/** A part of a folder, or the contacts that were noted for a stage of a policy. */
export type SelectionPart = FolderPart | { readonly noted: NotedContacts };

type Chosen = Pick<JobInput, 'selection'>;

/** The parts of a selection by folder; empty for any other. */
export function selectionPartsOf({ selection }: Chosen): readonly SelectionPart[] {
  if (!('folder' in selection)) return [];
  const { folder, days, notSeenSince, noted } = selection;
  if (notSeenSince !== undefined) return wronglyFlagged(notSeenSince);
  const folders = folder === 'active' ? (['active', 'dormant'] as const) : [folder];
  const parts =
    days?.flatMap((range) => folders.map((one) => ({ folder: one, days: range }))) ??
    folders.map((one) => ({ folder: one }));
  return noted === undefined ? parts : [...parts, { noted }];
}

/** Whether the folder's own days list a contact, so that nobody is taken twice. */
export const isListed = (contact: Contact, parts: readonly SelectionPart[]): boolean =>
  parts.some(
    (part) =>
      'folder' in part && isInFolder(contact, part.folder, { fromDay: part.days?.from, upToDay: part.days?.to }),
  );

/** First contacts that are due but not flagged, then those flagged but not due. Correct ones cost nothing. */
const wronglyFlagged = (deadline: Instant): readonly FolderPart[] => [
  { folder: 'active', days: { to: quarterOf(instant(deadline - 1)) } },
  { folder: 'dormant', days: { from: quarterOf(deadline) } },
];

/** The start of the next partition, or null after the last. A search visits its partitions itself. */
export function nextPartition(job: Chosen, cursor: SelectionCursor): SelectionCursor | null {
  const next = partitionOf(cursor) + 1;
  return next < partitionsOf(job, cursor) ? partitionStart(next, cursor) : null;
}

/** How many partitions a selection has, of which each can be read by itself. */
export function partitionsOf(job: Chosen, { of = FEWEST_SHARDS }: Pick<SelectionCursor, 'of'>): number {
  if ('query' in job.selection || 'job' in job.selection) return 1;
  return of * Math.max(1, selectionPartsOf(job).length);
}

/** The number of a cursor's partition, in the order of reading. */
export const partitionOf = ({ part, shard, of = FEWEST_SHARDS }: SelectionCursor): number => part * of + shard;

/** Where a partition of the cursor's selection begins. */
export function partitionStart(partition: number, { of }: SelectionCursor): SelectionCursor {
  const among = of ?? FEWEST_SHARDS;
  return { part: Math.floor(partition / among), shard: partition % among, after: null, ...(of && { of }) };
}

/** A cursor at the beginning, through the shards that the workspace has by now; any other as it is. */
export function inPresentShards(data: Data, workspace: WorkspaceId, cursor: SelectionCursor): SelectionCursor {
  const of = shardsOf(data, workspace).length;
  const isStart = cursor.after === null && partitionOf(cursor) === 0;
  return isStart && of > FEWEST_SHARDS ? { ...cursor, of } : cursor;
}
