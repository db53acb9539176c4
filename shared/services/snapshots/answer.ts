/**
 * Answers searches from a workspace's snapshot and what has changed since: exactly as of now, or not at all. It is a
 * companion of bundles (`#snapshot-answer`), so it reads tables by the functions that it is given.
 */
import type { ChangedContacts, Snapshot } from '../../data/snapshots/index.ts';
import { type Contact, isTombstone, type Tombstone } from '../../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { columnsFor, columnsOfQuery } from '../../domain/search/columns/needs.ts';
import type { Spot } from '../../domain/search/columns/order.ts';
import { columnOrderOf } from '../../domain/search/columns/order-column.ts';
import { rowOf, type SnapshotRow } from '../../domain/search/columns/row.ts';
import {
  eachMatch,
  type Layer,
  type ListPart,
  type MatchesFound,
  type ScannedSearch,
  scanLayers,
} from '../../domain/search/columns/scan.ts';
import type { Search } from '../../domain/search/search.ts';
import type { Sort } from '../../domain/search/sort.ts';
import type { Files } from '../../messages/files.ts';
import { beginReading, layersOf } from './layers.ts';
import { orProblem, type SnapshotProblem } from './problem.ts';

export { countMarked, partedByFolder } from '../../domain/search/columns/scan.ts';
export { facetCounter } from '../../domain/search/facets.ts';
export { chooseFromSnapshot } from './choose.ts';

export interface SnapshotPage {
  /** In the order of reading: backwards for a part that is read back. */
  readonly contacts: readonly Contact[];
  /** The places of the first and the last row that were read for the page; null of an empty one. */
  readonly ends: { readonly first: Spot; readonly last: Spot } | null;
  readonly more: boolean;
  /** All matches. */
  readonly total: number;
  readonly lookedAt: number;
  /** Contacts that were read since they changed after the snapshot, or shortly before. */
  readonly changed: number;
}

/** The files and the table. */
export interface Source {
  readonly files: Pick<Files, 'open'>;
  /** Contacts that changed after the snapshot, or shortly before; null when there are too many. */
  readChanged(): Promise<ChangedContacts | null>;
  readContacts(uuids: readonly ContactId[]): Promise<ReadonlyMap<ContactId, Contact | Tombstone>>;
}

/** A part of a search's matches. Some 10 read units, 0.525 a changed contact, and 0.5 for each that it shows. */
export async function searchSnapshot(
  source: Source,
  workspace: WorkspaceId,
  snapshot: Snapshot,
  { search, sort }: { readonly search: Search; readonly sort: Sort | null },
  part: ListPart,
): Promise<SnapshotPage | SnapshotProblem> {
  const needs = columnsFor(search.query, sort);
  return withChanges(source, workspace, snapshot, needs, (rows) => pageOf(source, { search, sort }, part, rows));
}

/** All matches, each once and in no order. Some 10 read units, and 0.525 a changed contact. */
export async function tallySnapshot(
  source: Pick<Source, 'files' | 'readChanged'>,
  workspace: WorkspaceId,
  snapshot: Snapshot,
  { search, columns }: { readonly search: ScannedSearch; readonly columns: readonly string[] },
  found: MatchesFound,
): Promise<{ readonly lookedAt: number; readonly changed: number } | SnapshotProblem> {
  const needs = new Set([...columnsOfQuery(search.query), ...columns]);
  return withChanges(source, workspace, snapshot, needs, async ({ layers, changed }) => {
    const rows = [...changed.values()].flatMap((contact) => rowsOf(contact, search));
    return { lookedAt: await eachMatch(layers(), rows, search, found), changed: changed.size };
  });
}

async function withChanges<Found>(
  { files, readChanged }: Pick<Source, 'files' | 'readChanged'>,
  workspace: WorkspaceId,
  snapshot: Snapshot,
  needs: ReadonlySet<string>,
  read: (rows: Rows) => Promise<Found>,
): Promise<Found | SnapshotProblem> {
  beginReading(files, workspace, snapshot);
  const changed = await readChanged();
  if (changed === null) return { problem: 'behind' };
  const layers = () => layersOf(files, workspace, snapshot, { needs, changed: changed.keys() });
  return orProblem(() => read({ layers, changed }));
}

interface Rows {
  readonly layers: () => AsyncIterable<Layer>;
  readonly changed: ChangedContacts;
}

/** Shows contacts as the table has them, and only those that still match; reads on while none does. */
async function pageOf(
  source: Source,
  { search, sort }: { readonly search: Search; readonly sort: Sort | null },
  part: ListPart,
  { layers, changed }: Rows,
): Promise<SnapshotPage> {
  const rows = [...changed.values()].flatMap((contact) => rowsOf(contact, search));
  const order = columnOrderOf(sort);
  let outdated = 0;
  for (let from = part.from; ; ) {
    const { total, lookedAt, spots, more } = await scanLayers(layers(), rows, search, order, { ...part, from });
    const uuids = spots.map(({ uuid }) => uuid as ContactId);
    const read = await source.readContacts(uuids.filter((uuid) => !changed.has(uuid)));
    const contacts = uuids.flatMap((uuid) => {
      const contact = changed.get(uuid) ?? read.get(uuid);
      return contact && !isTombstone(contact) && search.matches(contact) ? [contact] : [];
    });
    outdated += uuids.length - contacts.length;
    const [first, last] = [spots[0], spots.at(-1)];
    if (contacts.length > 0 || !more || !first || !last) {
      const ends = first && last ? { first, last } : null;
      return { contacts, ends, more, total: total - outdated, lookedAt, changed: changed.size };
    }
    from = last;
  }
}

const rowsOf = (contact: Contact | Tombstone | null, { flowsOf }: Pick<Search, 'flowsOf'>): readonly SnapshotRow[] => {
  if (contact === null || isTombstone(contact)) return [];
  return [{ ...rowOf(contact), ...(flowsOf && { history: flowsOf(contact.uuid) }) }];
};
