import type { Contact, Tombstone } from '../../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import { contactOfSort, modifiedRanges, sortableMicros } from '../contacts/index.ts';
import { type Data, eachOf, isRaising } from '../dynamo/index.ts';
import { behind, readRange } from '../paging/index.ts';

/** Contacts that changed, as they are now; null for one that is nowhere any more. */
export type ChangedContacts = ReadonlyMap<ContactId, Contact | Tombstone | null>;

/**
 * Contacts that changed, with the time of their last version, which no other version of them bears. A deletion is at
 * infinity; what the index shows as both is neither.
 */
export type ListedChanges = ReadonlyMap<ContactId, number>;

const DELETED = Number.POSITIVE_INFINITY;

/** More changed contacts that no file tells of are not read with a search. */
export const TAIL_AT_MOST = 20_000;

/** Changes beyond which a snapshot is brought up to date. */
export const CHANGES_WORTH_ADDING = 250;

/** More than change within some minutes, at the pace of many shards. */
const LISTED_AT_MOST = 2_000_000;

/**
 * A change may become visible so long after the time that it bears: two minutes in the index (ADR 001), one for a slice
 * or a request that began earlier, and clocks that differ.
 */
export const LATE_MICROS = 5 * 60_000_000;

/**
 * All contacts that changed since, and those of some minutes before; null when there are more than two million. 8 read
 * units, and 0.025 a contact.
 */
export async function listChanged(data: Data, workspace: WorkspaceId, since: Instant): Promise<ListedChanges | null> {
  const after = instant(Math.max(since - LATE_MICROS, 1));
  const ranges = [false, true].flatMap((deleted) =>
    modifiedRanges(data, workspace, { after, deleted }).map((range) => ({ range, deleted })),
  );
  const listed = new Map<ContactId, number>();
  await eachOf(ranges, isRaising(data, workspace) ? 1 : ranges.length, async ({ range, deleted }) => {
    for (let last: string | null = null, ended = false; !ended && listed.size <= LISTED_AT_MOST; ) {
      const page = await readRange(data, behind(range, last, false), PAGE, false);
      for (const key of page.keys) {
        const uuid = contactOfSort(key);
        listed.set(uuid, laterOf(listed.get(uuid), deleted ? DELETED : Number(key.slice(0, TIME_DIGITS))));
      }
      last = page.keys.at(-1) ?? last;
      ended = page.ended;
    }
  });
  return listed.size > LISTED_AT_MOST ? null : listed;
}

const laterOf = (known: number | undefined, at: number): number => {
  if (known === undefined || known === at) return at;
  return known === DELETED || at === DELETED ? Number.NaN : Math.max(known, at);
};

const TIME_DIGITS = sortableMicros(instant(0)).length;

/** Entries that fit into a query's MB. */
const PAGE = 4_000;
