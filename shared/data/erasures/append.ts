import type { Erasure, LedgerEntry } from '../../domain/erasures/erasure.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import {
  CONFLICT,
  type Data,
  isAbsent,
  type Key,
  put,
  type QueryPage,
  queryPage,
  retryOnConflict,
  write,
} from '../dynamo/index.ts';
import { readManifests, sliceName } from '../jobs/index.ts';
import { type EntryItem, entryKey, hashOfEntry, ledgerEntriesOf, ledgerPk } from './items.ts';
import { type PlaceOf, packErasures, URN_BYTES } from './packed.ts';

/** As many as the stream may have shards: their consumers all write to the end of one ledger. */
const WRITERS = { attempts: 25, firstWait: 5, longestWait: 250 };

/** Clocks of two functions differ by less than this. */
const CLOCKS = 1_000_000;

/** Bytes of contacts in one entry; an item holds 400 KB. */
const ENTRY_BYTES = 200_000;
/** Bytes of a contact besides its addresses. */
const ROW_BYTES = 20;
/** Entries read in one query of the ledger's end. */
const LOOK = 3;

/**
 * Adds deletions to a workspace's ledger, once each, since the stream repeats. 1 write unit a KB; reads back to the
 * first of them.
 */
export async function appendErasures(
  data: Data,
  workspace: WorkspaceId,
  erasures: readonly Erasure[],
  now: Instant,
): Promise<void> {
  const placeOf = await placesOf(data, workspace, erasures);
  for (const some of inEntries(erasures))
    await retryOnConflict(WRITERS, `the erasure ledger of ${workspace}`, async () => {
      const { last, known } = await endOf(data, workspace, earliestOf(some));
      const fresh = some.filter(({ contact }) => !known.has(contact));
      if (fresh.length === 0) return true;
      const entry = nextEntry(workspace, last, fresh, now);
      const { number, at, previous, hash } = entry;
      const item: EntryItem = {
        ...entryKey(workspace, number),
        ...packErasures(fresh, placeOf),
        ...{ at, count: fresh.length, previous, hash },
      };
      return (await write(data, put('workspace', item, isAbsent))) || CONFLICT;
    });
}

const earliestOf = (erasures: readonly Erasure[]): number =>
  erasures.reduce((earliest, { deletedOn }) => Math.min(earliest, deletedOn), Number.POSITIVE_INFINITY);

function nextEntry(
  workspace: WorkspaceId,
  last: EntryItem | null,
  erasures: readonly Erasure[],
  now: Instant,
): LedgerEntry {
  const number = last === null ? 1 : Number(last.sk) + 1;
  const at = instant(Math.max(now, last?.at ?? 0));
  const entry = { number, at, previous: last?.hash ?? '', erasures };
  return { ...entry, hash: hashOfEntry(workspace, entry) };
}

/** The last entry, and the contacts in those entries that may already have deletions since a time. */
async function endOf(data: Data, workspace: WorkspaceId, since: number) {
  const found: EntryItem[] = [];
  let start: Key | undefined;
  do {
    const query = { table: 'workspace', partition: ledgerPk(workspace), descending: true, consistent: true } as const;
    const page: QueryPage<EntryItem> = await queryPage(data, { ...query, limit: LOOK }, start);
    found.push(...page.items);
    start = page.next;
  } while (start !== undefined && (found.at(-1)?.at ?? 0) >= since - CLOCKS);
  const recent = found.filter(({ at }) => at >= since - CLOCKS);
  const entries = await ledgerEntriesOf(data, workspace, recent);
  const known = new Set<ContactId>(entries.flatMap((entry) => entry.erasures.map(({ contact }) => contact)));
  return { last: found[0] ?? null, known };
}

/** Contacts of a job are stored by their place in its manifest, which a deletion keeps for ever. */
async function placesOf(data: Data, workspace: WorkspaceId, erasures: readonly Erasure[]): Promise<PlaceOf> {
  const slices = erasures.flatMap(({ job, slice }) => (job === null || slice === null ? [] : { job, slice }));
  const manifests = await readManifests(data, workspace, slices);
  const places = new Map<string, ReadonlyMap<ContactId, number>>();
  for (const [name, { uuids, stays }] of manifests)
    if (stays) places.set(name, new Map(uuids.map((uuid, place) => [uuid, place])));
  return ({ contact, job, slice }) => {
    const manifest = job === null || slice === null ? undefined : places.get(sliceName({ job, slice }));
    return manifest?.get(contact) ?? null;
  };
}

/** By deleter, in parts that each can be stored. */
function inEntries(erasures: readonly Erasure[]): Erasure[][] {
  const sorted = erasures.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  const parts: Erasure[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const erasure of sorted) {
    const size = ROW_BYTES + URN_BYTES * erasure.urns.length;
    if (bytes + size > ENTRY_BYTES) {
      parts.push([]);
      bytes = 0;
    }
    bytes += size;
    parts.at(-1)?.push(erasure);
  }
  return parts;
}

const orderOf = ({ job, slice, by, via, deletedOn, contact }: Erasure): string =>
  JSON.stringify([job, slice, by, via, deletedOn, contact]);
