/** A snapshot answers like the contacts themselves: through files, whatever is asked. */
import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { shardOf } from '../../../../shared/data/contacts/index.ts';
import type { SnapshotSegment } from '../../../../shared/data/snapshots/index.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import { queryContactOf } from '../../../../shared/domain/contacts/queryable.ts';
import type { ContactId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { columnsFor, IN_EVERY_SEGMENT } from '../../../../shared/domain/search/columns/needs.ts';
import { orderOf, type Spot } from '../../../../shared/domain/search/columns/order.ts';
import { rowOf } from '../../../../shared/domain/search/columns/row.ts';
import { type Layer, scanLayers } from '../../../../shared/domain/search/columns/scan.ts';
import { keptRow, RowView } from '../../../../shared/domain/search/columns/view.ts';
import { readSearch } from '../../../../shared/domain/search/search.ts';
import { compareTexts, compareValues, parseSort, sortValueOf } from '../../../../shared/domain/search/sort.ts';
import { layersOf } from '../../../../shared/services/snapshots/layers.ts';
import { openFolder } from '../../../../shared/services/snapshots/segment-folder.ts';
import { loadSegment } from '../../../../shared/services/snapshots/segments.ts';
import { memoryFiles } from '../../../support/in-process/files.ts';
import { runs } from '../../../support/property/runs.ts';
import { folder } from '../../data/search/generators.ts';
import { assets, now } from '../../domain/contacts/world.ts';
import { contact, query, settings, sort } from './generators.ts';

const workspace = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa' as WorkspaceId;
const files = memoryFiles();
const drawn = fc.sample(contact, { seed: 25, numRuns: 400 });

/** The same people, later: every third is as it was. */
const later = (people: readonly Contact[], from: number): Contact[] =>
  people.map((one, i) => ({ ...(drawn[from + i] as Contact), uuid: one.uuid }));

const base = drawn.slice(0, 200);
const changed = [...later(base.slice(0, 40), 200), ...drawn.slice(240, 260)];
const gone = base.slice(40, 50);
const changedAgain = later([...base.slice(20, 30), ...drawn.slice(240, 245)], 260);
const tail = [...later([...base.slice(100, 110), ...gone.slice(0, 2)], 300), ...drawn.slice(320, 330)];
const goneNow = base.slice(110, 115);

const present = new Map<ContactId, Contact>(base.map((one) => [one.uuid, one]));
for (const one of changed) present.set(one.uuid, one);
for (const { uuid } of gone) present.delete(uuid);
for (const one of [...changedAgain, ...tail]) present.set(one.uuid, one);
for (const { uuid } of goneNow) present.delete(uuid);

async function segments(): Promise<readonly SnapshotSegment[]> {
  const into = openFolder(files, workspace, now);
  const written: SnapshotSegment[] = [];
  for (let shard = 0; shard < 8; shard++)
    written.push(...(await into.write(base.filter(({ uuid }) => shardOf(uuid) === shard).map(rowOf), { shard })));
  const deleted = gone.map(({ uuid }) => uuid);
  written.push(...(await into.write(changed.map(rowOf), { shard: null, deleted })));
  written.push(...(await into.write(changedAgain.map(rowOf), { shard: null })));
  return written;
}

const written = segments();
const tailRows = tail.map(rowOf);

async function layersFor(needs: ReadonlySet<string> | 'all'): Promise<readonly Layer[]> {
  const changed = [...tail, ...goneNow].map(({ uuid }) => uuid);
  const layers: Layer[] = [];
  for await (const layer of layersOf(files, workspace, { segments: await written }, { needs, changed }))
    layers.push(layer);
  return layers;
}

describe('a snapshot with changes', () => {
  test('gives back every contact as it was written', async () => {
    const rows = (await layersFor('all')).flatMap((layer) => {
      const view = new RowView(layer);
      return Array.from(layer.replaced, (replaced, row) => {
        view.row = row;
        return replaced || view.isDeleted ? [] : [keptRow(view)];
      }).flat();
    });
    const inTail = new Set(tail.map(({ uuid }) => uuid));
    const expected = [...present.values()].filter(({ uuid }) => !inTail.has(uuid)).map(plain);
    expect(rows.map(sorted).sort(byUuid)).toEqual(expected.map(sorted).sort(byUuid));
  });

  test('finds, counts and orders the same contacts as a look at each of them, page by page, both ways', async () => {
    let asked = 0;
    await fc.assert(
      fc.asyncProperty(
        query,
        folder,
        settings,
        sort,
        fc.integer({ min: 1, max: 40 }),
        async (text, where, how, by, limit) => {
          const here = { ...assets, settings: { ...assets.settings, ...how } };
          const read = readSearch(text, where as never, here, now);
          if (!read.ok) return;
          asked += 1;
          const order = by === null ? null : parseSort(by, here);
          const matches = [...present.values()].filter(read.search.matches);
          const inOrder = matches.toSorted((a, b) => compare(a, b, order)).map(({ uuid }) => uuid);
          const layers = await layersFor(columnsFor(read.search.query, order));
          const page = async (from: Spot | null, back: boolean) => {
            const found = await scanLayers(layers, tailRows, read.search, orderOf(order), { from, back, limit });
            expect([found.total, found.lookedAt]).toEqual([matches.length, present.size]);
            return found;
          };
          for (const back of [false, true]) {
            const uuids: string[] = [];
            for (let found = await page(null, back); ; found = await page(found.spots.at(-1) ?? null, back)) {
              uuids.push(...found.spots.map(({ uuid }) => uuid));
              if (!found.more) break;
            }
            expect(uuids).toEqual(back ? inOrder.toReversed() : inOrder);
          }
        },
      ),
      { numRuns: runs(300) },
    );
    expect(asked).toBeGreaterThan(runs(100));
  });
});

test('a file of an earlier release, without a column of this one, is not merged as if nobody had a value', async () => {
  const names = [...IN_EVERY_SEGMENT].filter((name) => name !== 'added:dormant_since');
  const columnData = names.map((name) => ({ name, data: ['x'], type: 'STRING' as const }));
  const bytes = Buffer.from(parquetWriteBuffer({ columnData }));
  await files.write(`snapshots/${workspace}/0-earlier/0.parquet`, bytes);
  const segment = { file: '0-earlier/0.parquet', bytes: bytes.length, rows: 1, shard: 0 };
  await expect(loadSegment(files, workspace, segment, 'all')).rejects.toThrow('no column added:dormant_since');
});

/** In words that do not use the code under test. */
function compare(a: Contact, b: Contact, order: ReturnType<typeof parseSort>): number {
  if (order === null) return b.modifiedOn - a.modifiedOn || -compareTexts(a.uuid, b.uuid);
  const [x, y] = [a, b].map((one) => sortValueOf(queryContactOf(one), order)) as [string, string];
  return compareValues(x, y, order) || compareTexts(a.uuid, b.uuid);
}

const plain = (one: Contact) => rowOf(one);
const byUuid = (a: { uuid: string }, b: { uuid: string }) => (a.uuid < b.uuid ? -1 : 1);
const sorted = <Row extends { groups: readonly string[] }>(row: Row) => ({ ...row, groups: row.groups.toSorted() });
