/** Reads contacts that a job would select, without a job. */
import { type Contact, isTombstone } from '../../domain/contacts/contact.ts';
import type { ContactId, JobId, WorkspaceId } from '../../domain/ids.ts';
import { type Instant, instant, instantOfQuarter, MICROS_PER_DAY, quarterOf } from '../../domain/instant.ts';
import type { Selection } from '../../domain/selection/selection.ts';
import { countDays, readContacts } from '../contacts/index.ts';
import type { Data } from '../dynamo/index.ts';
import { pageSelection } from './selection.ts';
import { inPresentShards, nextPartition, SELECTION_START, type SelectionCursor } from './selection-cursor.ts';

interface Reading {
  readonly selection: Selection;
  readonly now: Instant;
  /** Contacts that are read at most. */
  readonly most: number;
}

interface FoundCandidates {
  readonly uuids: readonly ContactId[];
  /** How many there are, if more of a folder were not read; otherwise as many as were read. */
  readonly total: number;
}

const NO_JOB = '00000000-0000-0000-0000-000000000000' as JobId;

/** The first contacts that a job of a stage would select: their index entries, or for a query the contacts. */
export async function pageCandidates(
  data: Data,
  workspace: WorkspaceId,
  { selection, now, most }: Reading,
): Promise<FoundCandidates> {
  const { uuids, cursor } = await nextCandidates(data, workspace, { selection, now, most }, SELECTION_START);
  const total = cursor === null ? uuids.length : Math.max(uuids.length, await countOf(data, workspace, selection));
  return { uuids, total };
}

interface ReadCandidates extends Pick<FoundCandidates, 'total'> {
  readonly contacts: readonly Contact[];
  /** Of how many the contacts are: some may have been deleted since. */
  readonly looked: number;
}

/** The same, with the contacts as they are now: 0.5 read units for each 4 KB of one. */
export async function readCandidates(data: Data, workspace: WorkspaceId, reading: Reading): Promise<ReadCandidates> {
  const { uuids, total } = await pageCandidates(data, workspace, reading);
  const read = await readContacts(data, workspace, uuids);
  const contacts = [...read.values()].filter((one): one is Contact => !isTombstone(one));
  return { contacts, looked: uuids.length, total };
}

/** The next contacts of a selection, and where it continues; null at its end. */
export async function nextCandidates(
  data: Data,
  workspace: WorkspaceId,
  { selection, now, most }: Reading,
  from: SelectionCursor,
): Promise<{ readonly uuids: readonly ContactId[]; readonly cursor: SelectionCursor | null }> {
  const job = { uuid: NO_JOB, workspace, work: { type: 'policy_stage' } as const, createdOn: now, selection };
  const uuids = new Set<ContactId>();
  let cursor: SelectionCursor | null = inPresentShards(data, workspace, from);
  while (cursor !== null && uuids.size < most) {
    const page = await pageSelection(data, job, cursor, Math.min(500, most - uuids.size));
    for (const uuid of page.uuids) uuids.add(uuid);
    cursor = page.after === null ? nextPartition(job, cursor) : { ...cursor, after: page.after };
  }
  return { uuids: [...uuids], cursor };
}

async function countOf(data: Data, workspace: WorkspaceId, selection: Selection): Promise<number> {
  if (!('folder' in selection) || selection.days === undefined) return 0;
  const spans = selection.days.map(({ from, to }) => ({ from, before: nextQuarter(to) }));
  const folders = selection.folder === 'active' ? (['active', 'dormant'] as const) : ([selection.folder] as const);
  const counts = await Promise.all(folders.map((folder) => countDays(data, workspace, folder, spans)));
  return counts.flat().reduce((sum, count) => sum + count, 0);
}

const nextQuarter = (quarter: string): string => quarterOf(instant(instantOfQuarter(quarter) + MICROS_PER_DAY / 96));
