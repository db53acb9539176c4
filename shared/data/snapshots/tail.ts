import type { Contact, Tombstone } from '../../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import { contactOfSort, modifiedRanges, readContacts } from '../contacts/index.ts';
import { type Data, eachOf, isRaising } from '../dynamo/index.ts';
import { behind, readRange } from '../paging/index.ts';

/** Contacts that changed, as they are now; null for one that is nowhere any more. */
export type ChangedContacts = ReadonlyMap<ContactId, Contact | Tombstone | null>;

/** More changes than that are not read with a search: today's way reads as many contacts a request. */
export const TAIL_AT_MOST = 2_000;

/** Changes beyond which a snapshot is brought up to date. */
export const CHANGES_WORTH_ADDING = 250;

/**
 * A change may become visible so long after the time that it bears: two minutes in the index (ADR 001), one for a slice
 * or a request that began earlier, and clocks that differ.
 */
export const LATE_MICROS = 5 * 60_000_000;

/**
 * All contacts that changed since, and those of some minutes before; null when there are more than `most`. 8 read units
 * and 0.525 a contact.
 */
export async function readChanged(
  data: Data,
  workspace: WorkspaceId,
  since: Instant,
  most: number = TAIL_AT_MOST,
): Promise<ChangedContacts | null> {
  const uuids = await listChanged(data, workspace, since, most);
  if (uuids === null) return null;
  const found = await readContacts(data, workspace, uuids);
  return new Map(uuids.map((uuid) => [uuid, found.get(uuid) ?? null]));
}

/** Their uuids alone. */
export async function listChanged(
  data: Data,
  workspace: WorkspaceId,
  since: Instant,
  most: number,
): Promise<readonly ContactId[] | null> {
  const after = instant(Math.max(since - LATE_MICROS, 1));
  const ranges = [false, true].flatMap((deleted) => modifiedRanges(data, workspace, { after, deleted }));
  const uuids = new Set<ContactId>();
  await eachOf(ranges, isRaising(data, workspace) ? 1 : ranges.length, async (range) => {
    for (let last: string | null = null, ended = false; !ended && uuids.size <= most; ) {
      const page = await readRange(data, behind(range, last, false), Math.min(most + 1, PAGE), false);
      for (const key of page.keys) uuids.add(contactOfSort(key));
      last = page.keys.at(-1) ?? last;
      ended = page.ended;
    }
  });
  return uuids.size > most ? null : [...uuids];
}

/** Entries that fit into a query's MB. */
const PAGE = 4_000;
