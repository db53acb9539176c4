/** Reads segments in turn, so that a snapshot of any size takes the memory of a few of them, and what is remembered. */
import type { Snapshot, SnapshotSegment } from '../../data/snapshots/index.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { UUID_COLUMN } from '../../domain/search/columns/names.ts';
import type { Layer } from '../../domain/search/columns/scan.ts';
import { bytesOfUuid } from '../../domain/search/columns/stored.ts';
import type { Files } from '../../messages/files.ts';
import { remembered } from './cache.ts';
import { type LoadedSegment, loadSegment } from './segments.ts';
import { shardOf } from './shards.ts';

/** Segments that are read at a time: their bytes come from the store while others are decoded. */
const AT_ONCE = 6;

interface LayerOptions {
  readonly needs: ReadonlySet<string> | 'all';
  /** Contacts whose rows do not count, since they changed later. */
  readonly changed: Iterable<ContactId>;
  /** Only segments that have contacts of this shard. */
  readonly shard?: number | undefined;
  /** Only these files, whose rows others may replace. */
  readonly own?: ReadonlySet<string>;
}

/** The segments of a snapshot, oldest first, each with its columns and the rows that do not count. */
export async function* layersOf(
  files: Pick<Files, 'open'>,
  workspace: WorkspaceId,
  { segments }: Pick<Snapshot, 'segments'>,
  { needs, changed, shard, own }: LayerOptions,
): AsyncGenerator<Layer> {
  const ofShard = segments.filter((one) => shard === undefined || one.shard === null || one.shard === shard);
  const isOwn = ({ file }: SnapshotSegment) => own === undefined || own.has(file);
  const rows = await uuidsOf(files, workspace, decidingAbout(ofShard, isOwn));
  const wanted = rows.map(({ segment }) => segment).filter(isOwn);
  const names = rows.map(({ segment }) => `${segment.file}${isOwn(segment) ? '' : '?'}`).join(' ');
  const before = await remembered(workspace, `replaced ${names}`, async () => {
    const value = replacedRows(rows, isOwn);
    return { value, size: value.reduce((sum, one) => sum + one.length, 0) };
  });
  const replaced = alsoReplaced(
    before,
    rows.filter(({ segment }) => isOwn(segment)),
    changed,
  );
  const load = (one: SnapshotSegment) => loadSegment(files, workspace, one, needs);
  let at = 0;
  for await (const loaded of ahead(wanted, load)) yield { ...loaded, replaced: replaced[at++] as Uint8Array };
}

/** Some segments, and the later ones that may replace rows of them. */
export const decidingAbout = (
  segments: readonly SnapshotSegment[],
  isOwn: (segment: SnapshotSegment) => boolean,
): readonly SnapshotSegment[] =>
  segments.filter(
    (one, at) => isOwn(one) || segments.slice(0, at).some((earlier) => isOwn(earlier) && mayShare(earlier, one)),
  );

/** Reads the uuids, which every question needs, while changes are read from the table; errors come at their use. */
export function beginReading(
  files: Pick<Files, 'open'>,
  workspace: WorkspaceId,
  { segments }: Pick<Snapshot, 'segments'>,
): void {
  uuidsOf(files, workspace, segments).catch(() => undefined);
}

/** The results in order; some are under way while the first is used. */
async function* ahead<Item, Result>(
  items: readonly Item[],
  load: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const loading: Promise<Result>[] = [];
  const next = () => {
    const item = items[begun++];
    if (item === undefined) return;
    const one = load(item);
    // It is awaited later, or never, when an earlier one fails.
    one.catch(() => undefined);
    loading.push(one);
  };
  let begun = 0;
  while (begun < Math.min(AT_ONCE, items.length)) next();
  for (let first = loading.shift(); first !== undefined; first = loading.shift()) {
    const result = await first;
    next();
    yield result;
  }
}

/** A segment with the uuids of its rows. */
type UuidsOf = Pick<LoadedSegment, 'segment' | 'uuids'>;

export async function uuidsOf(
  files: Pick<Files, 'open'>,
  workspace: WorkspaceId,
  segments: readonly SnapshotSegment[],
): Promise<readonly UuidsOf[]> {
  const rows: UuidsOf[] = [];
  const load = (one: SnapshotSegment) => loadSegment(files, workspace, one, UUIDS);
  for await (const { segment, uuids } of ahead(segments, load)) rows.push({ segment, uuids });
  return rows;
}

const UUIDS: ReadonlySet<string> = new Set([UUID_COLUMN]);

/** By segment, the rows that a later segment replaces (1); only of some segments. */
export function replacedRows(
  loaded: readonly UuidsOf[],
  isOwn: (segment: SnapshotSegment) => boolean = () => true,
): readonly Uint8Array[] {
  return loaded.flatMap(({ segment, uuids }, earlier) => {
    if (!isOwn(segment)) return [];
    const replaced = new Uint8Array(uuids.rows);
    for (const later of loaded.slice(earlier + 1))
      if (mayShare(segment, later.segment)) uuids.markShared(later.uuids, replaced);
    return [replaced];
  });
}

const mayShare = (a: SnapshotSegment, b: SnapshotSegment): boolean =>
  a.shard === null || b.shard === null || a.shard === b.shard;

/** The same with the rows of contacts that changed since. */
function alsoReplaced(
  replaced: readonly Uint8Array[],
  loaded: readonly UuidsOf[],
  changed: Iterable<ContactId>,
): readonly Uint8Array[] {
  const copies = replaced.map((rows) => rows.slice());
  for (const uuid of changed) {
    const shard = shardOf(uuid);
    const bytes = bytesOfUuid(uuid);
    loaded.forEach(({ segment, uuids }, index) => {
      if (segment.shard !== null && segment.shard !== shard) return;
      const row = uuids.rowOf(bytes);
      if (row >= 0) (copies[index] as Uint8Array)[row] = 1;
    });
  }
  return copies;
}
