/**
 * Answers searches from a workspace's snapshot and what has changed since: exactly as of now, or not at all. It is a
 * companion of bundles, so it reads tables by the functions that it is given.
 */
import type { ChangedContacts, Snapshot } from '../../data/snapshots/index.ts';
import { type Contact, isTombstone, type Tombstone } from '../../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { mergeScans } from '../../domain/search/columns/merge.ts';
import { columnsFor, columnsOfQuery } from '../../domain/search/columns/needs.ts';
import type { Spot } from '../../domain/search/columns/order.ts';
import { columnOrderOf } from '../../domain/search/columns/order-column.ts';
import { rowOf, type SnapshotRow } from '../../domain/search/columns/row.ts';
import {
  eachMatch,
  type Layer,
  type ListPart,
  type MatchesFound,
  type RowsFound,
  type ScannedSearch,
  scanLayers,
} from '../../domain/search/columns/scan.ts';
import { type PlainSearch, plainSearch, type Search } from '../../domain/search/search.ts';
import type { Sort } from '../../domain/search/sort.ts';
import { type FacetTally, type TallySpec, tallyOf } from '../../domain/search/tally.ts';
import type { Files } from '../../messages/files.ts';
import type { SearchParts } from '../../messages/snapshots.ts';
import { beginReading, layersOf } from './layers.ts';
import { askParts } from './parts/ask-parts.ts';
import type { Wanted } from './parts/part.ts';
import { segmentGroups } from './parts/split.ts';
import { orProblem, type SnapshotProblem } from './problem.ts';
import { type Untold, untoldChanges } from './untold.ts';

export { facetCounter } from '../../domain/search/facets.ts';
export { tallyOf, tallySpecOf } from '../../domain/search/tally.ts';
export { chooseFromSnapshot } from './choose.ts';

interface SnapshotPage {
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
  /** Functions that read parts of large snapshots; null where one reads all. */
  readonly parts: SearchParts | null;
  /** Contacts that changed since, and that no file tells of as they are; null when there are too many. */
  readChanged(untold: Untold): Promise<ChangedContacts | null>;
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
  const order = columnOrderOf(sort);
  const asked = { plain: plainSearch(search), needs: columnsFor(search.query, sort) };
  return withChanges(source, workspace, snapshot, asked, ({ layers, ask, changed }) => {
    const rows = rowsOf(changed, search);
    const scan = async (list: ListPart) => {
      if (ask === null) return scanLayers(layers(), rows, search, order, list);
      const found = await ask({ kind: 'page', sort, list });
      const here = await scanLayers([], rows, search, order, list);
      return mergeScans([here, ...found.map(({ scanned }) => scanned)], order, list);
    };
    return pageOf(source, search, part, changed, scan);
  });
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
  const alone = { ...source, parts: null };
  return withChanges(alone, workspace, snapshot, { plain: null, needs }, async ({ layers, changed }) => {
    return { lookedAt: await eachMatch(layers(), rowsOf(changed, search), search, found), changed: changed.size };
  });
}

/** The same counted by facets. */
export async function countFacets(
  source: Pick<Source, 'files' | 'parts' | 'readChanged'>,
  workspace: WorkspaceId,
  snapshot: Snapshot,
  search: Search,
  spec: TallySpec,
): Promise<{ readonly tally: FacetTally; readonly changed: number } | SnapshotProblem> {
  const tally = tallyOf(spec);
  const asked = { plain: plainSearch(search), needs: new Set([...columnsOfQuery(search.query), ...tally.columns]) };
  return withChanges(source, workspace, snapshot, asked, async ({ layers, ask, changed }) => {
    for (const { sums } of (await ask?.({ kind: 'tally', spec })) ?? []) tally.addSums(sums);
    await eachMatch(ask === null ? layers() : [], rowsOf(changed, search), search, {
      one: (row) => tally.add(row, row.folder),
      rows: (marked) => tally.addRows(marked),
    });
    return { tally, changed: changed.size };
  });
}

/** What is asked for: the search for others, if they may read for it, and the columns. */
interface Asked {
  readonly plain: PlainSearch | null;
  readonly needs: ReadonlySet<string>;
}

interface Rows {
  /** All rows of segments, for whoever reads alone. */
  readonly layers: () => AsyncIterable<Layer>;
  /** Asks the functions that read parts; null when none does. */
  readonly ask: (<One extends Wanted>(wanted: One) => ReturnType<typeof askParts<One>>) | null;
  readonly changed: ChangedContacts;
}

async function withChanges<Found>(
  { files, parts, readChanged }: Pick<Source, 'files' | 'parts' | 'readChanged'>,
  workspace: WorkspaceId,
  snapshot: Snapshot,
  { plain, needs }: Asked,
  read: (rows: Rows) => Promise<Found>,
): Promise<Found | SnapshotProblem> {
  const { segments } = snapshot;
  const groups = plain && segmentGroups(parts, workspace, segments, needs);
  if (!groups) beginReading(files, workspace, snapshot);
  return orProblem(async () => {
    const changed = await readChanged((listed) => untoldChanges(files, workspace, snapshot, listed));
    if (changed === null) return { problem: 'behind' };
    const layers = () => layersOf(files, workspace, snapshot, { needs, changed: changed.keys() });
    const ask: Rows['ask'] =
      plain && parts && groups
        ? (wanted) =>
            askParts({ files, parts }, groups, {
              workspace,
              segments,
              changed: [...changed.keys()],
              search: plain,
              wanted,
            })
        : null;
    return read({ layers, ask, changed });
  });
}

/** Shows contacts as the table has them, and only those that still match; reads on while none does. */
async function pageOf(
  source: Source,
  search: Search,
  part: ListPart,
  changed: ChangedContacts,
  scan: (list: ListPart) => Promise<RowsFound>,
): Promise<SnapshotPage> {
  let outdated = 0;
  for (let from = part.from; ; ) {
    const { total, lookedAt, spots, more } = await scan({ ...part, from });
    const uuids = spots.map(({ uuid }) => uuid as ContactId);
    const read = await source.readContacts(uuids.filter((uuid) => !changed.has(uuid)));
    const contacts = uuids.flatMap((uuid) => {
      const contact = changed.get(uuid) ?? read.get(uuid);
      return contact && !isTombstone(contact) && search.matches(contact) ? [contact] : [];
    });
    outdated += uuids.length - contacts.length;
    const first = spots[0];
    const last = spots.at(-1);
    if (contacts.length > 0 || !more || !first || !last) {
      const ends = first && last ? { first, last } : null;
      return { contacts, ends, more, total: total - outdated, lookedAt, changed: changed.size };
    }
    from = last;
  }
}

const rowsOf = (changed: ChangedContacts, { flowsOf }: Pick<Search, 'flowsOf'>): readonly SnapshotRow[] =>
  [...changed.values()].flatMap((contact) =>
    contact === null || isTombstone(contact)
      ? []
      : [{ ...rowOf(contact), ...(flowsOf && { history: flowsOf(contact.uuid) }) }],
  );
