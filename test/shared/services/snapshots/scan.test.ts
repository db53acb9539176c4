/** A snapshot answers like the contacts themselves: through files, whatever is asked. */
import fc from 'fast-check';
import { parquetMetadata, type RowGroup } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import { queryContactOf } from '../../../../shared/domain/contacts/queryable.ts';
import { columnsFor, IN_EVERY_SEGMENT } from '../../../../shared/domain/search/columns/needs.ts';
import type { Spot } from '../../../../shared/domain/search/columns/order.ts';
import { columnOrderOf } from '../../../../shared/domain/search/columns/order-column.ts';
import { rowOf } from '../../../../shared/domain/search/columns/row.ts';
import { scanLayers } from '../../../../shared/domain/search/columns/scan.ts';
import { keptRow, RowView } from '../../../../shared/domain/search/columns/view.ts';
import { EVERYBODY, readSearch } from '../../../../shared/domain/search/search.ts';
import { compareTexts, compareValues, parseSort, sortValueOf } from '../../../../shared/domain/search/sort.ts';
import {
  AFTER_FOOTER,
  columnBytes,
  footerLength,
  segmentName,
} from '../../../../shared/services/snapshots/checksums.ts';
import { segmentOf } from '../../../../shared/services/snapshots/segment-folder.ts';
import { loadSegment } from '../../../../shared/services/snapshots/segments.ts';
import { runs } from '../../../support/property/runs.ts';
import { folder } from '../../data/search/generators.ts';
import { assets, now } from '../../domain/contacts/world.ts';
import { query, settings, sort } from './generators.ts';
import { files, layersFor, present, tail, tailRows, workspace } from './stored-world.ts';

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
            const found = await scanLayers(layers, tailRows, read.search, columnOrderOf(order), { from, back, limit });
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
      { numRuns: runs(1_000) },
    );
    expect(asked).toBeGreaterThan(runs(300));
  });

  test('goes on after any place, also one that nobody has, or of another type', async () => {
    const place = fc.record({ value: fc.oneof(fc.constant(null), fc.integer(), fc.string()), uuid: fc.uuid() });
    await fc.assert(
      fc.asyncProperty(sort, place, fc.boolean(), fc.integer({ min: 0, max: 9 }), async (by, from, back, limit) => {
        const read = readSearch(EVERYBODY, null, assets, now);
        if (!read.ok) throw new Error(EVERYBODY);
        const order = columnOrderOf(by === null ? null : parseSort(by, assets));
        const layers = await layersFor(columnsFor(read.search.query, by === null ? null : parseSort(by, assets)));
        const found = await scanLayers(layers, tailRows, read.search, order, { from, back, limit });
        const way = back ? -1 : 1;
        const spots = [...present.values()]
          .filter(read.search.matches)
          .map((one) => ({ value: order.valueIn(rowOf(one)), uuid: one.uuid }))
          .filter((spot) => way * order.compare(spot, from) > 0)
          .sort((a, b) => way * order.compare(a, b));
        expect(found.spots.map(({ uuid }) => uuid)).toEqual(spots.slice(0, limit).map(({ uuid }) => uuid));
        expect(found.more).toBe(spots.length > limit);
      }),
      { numRuns: runs(1_000) },
    );
  });
});

test('a file in which any byte has changed is found to be broken, wherever it is', async () => {
  const bytes = segmentOf([...present.values()].map(rowOf));
  const sums = segmentName(0, bytes).slice(1);
  const { row_groups } = parquetMetadata(new Uint8Array(bytes).buffer);
  const group = row_groups[0] as RowGroup;
  const placeIn = (name: string) =>
    columnBytes(
      group,
      group.columns.findIndex(({ meta_data: of }) => of?.path_in_schema[0] === name),
    );
  const footer = { from: bytes.length - AFTER_FOOTER - footerLength(bytes), to: bytes.length };
  const changed = async (at: number): Promise<unknown> => {
    const file = `0-changed/${at}${sums}`;
    await files.write(`snapshots/${workspace}/${file}`, bytes.map((byte, i) => (i === at ? byte ^ 1 : byte)) as Buffer);
    const segment = { file, bytes: bytes.length, rows: present.size, shard: 0 };
    return loadSegment(files, workspace, segment, new Set(['uuid', 'name'])).catch((error: unknown) => error);
  };
  for (const { from, to } of [placeIn('uuid'), placeIn('name'), footer])
    for (let at = from; at < to; at += 7)
      expect(await changed(at), `byte ${at} of ${from} to ${to}`).toMatchObject({ code: 'broken_segment' });
});

test('a file without checksums is found to be broken', async () => {
  const bytes = Buffer.from(
    segmentOf([...present.values()].map(rowOf))
      .toString('latin1')
      .replace('dormouse:crc32', 'dormouse:other'),
    'latin1',
  );
  for (const file of ['0-other/1.parquet', `0-other/${segmentName(1, bytes)}`]) {
    await files.write(`snapshots/${workspace}/${file}`, bytes);
    const segment = { file, bytes: bytes.length, rows: present.size, shard: 0 };
    await expect(loadSegment(files, workspace, segment, 'all')).rejects.toMatchObject({ code: 'broken_segment' });
  }
});

test('a file without a column is not merged as if nobody had a value', async () => {
  const names = [...IN_EVERY_SEGMENT].filter((name) => name !== 'added:dormant_since');
  const columnData = names.map((name) => ({ name, data: ['x'], type: 'STRING' as const }));
  const bytes = Buffer.from(parquetWriteBuffer({ columnData }));
  const file = `0-earlier/${segmentName(0, bytes)}`;
  await files.write(`snapshots/${workspace}/${file}`, bytes);
  const segment = { file, bytes: bytes.length, rows: 1, shard: 0 };
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
