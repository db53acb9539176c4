/** Files that are written in parts: joined, they are what readers of the format take for one file. */
import { ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { fromBufferPromise, openPromise } from 'yauzl';
import { type ExportRow, exportRow } from '../../../../shared/domain/exports/row.ts';
import { tableColumns } from '../../../../shared/domain/exports/table.ts';
import { typedColumns } from '../../../../shared/domain/exports/typed.ts';
import { isStored } from '../../../../shared/messages/files.ts';
import { parquetForm } from '../../../../shared/services/exports/forms/parquet.ts';
import { xlsxForm } from '../../../../shared/services/exports/forms/xlsx.ts';
import { combineCrc, zipPieces } from '../../../../shared/services/exports/forms/zip.ts';
import { writeInParts } from '../../../support/exports/in-parts.ts';
import { assets, contactOf } from '../../domain/contacts/world.ts';

const rowOf = (name: string, more: object = {}): ExportRow => exportRow(contactOf({ name, ...more }), assets);
const schemes = new Map<string, number>();

describe('A spreadsheet in parts', () => {
  const table = tableColumns(['name', 'blocked'], { shape: 'xlsx', assets, schemes });
  const sheets = async (file: Buffer) => (await readXlsx(file)).sheets.map(({ name, rows }) => ({ name, rows }));
  const header = ['Name', 'Blocked'];
  const cellsOf = (names: readonly string[]) => [header, ...names.map((name) => [name, null])];

  it('continues on a further sheet when one is full, wherever its parts begin', async () => {
    const parts = [['a', 'b'], [], ['c', 'd', 'e', 'f', 'g'], ['h']].map((names) => names.map((name) => rowOf(name)));
    expect(await sheets(await writeInParts(xlsxForm(table, 4), parts))).toEqual([
      { name: 'Contact 1', rows: cellsOf(['a', 'b', 'c']) },
      { name: 'Contact 1_2', rows: cellsOf(['d', 'e', 'f']) },
      { name: 'Contact 1_3', rows: cellsOf(['g', 'h']) },
    ]);
  });

  it.each([0, 1, 3])('has one sheet for %i contacts that fit on it', async (count) => {
    const names = ['a', 'b', 'c'].slice(0, count);
    const file = await writeInParts(xlsxForm(table, 4), [names.map((name) => rowOf(name))]);
    expect(await sheets(file)).toEqual([{ name: 'Contact 1', rows: cellsOf(names) }]);
  });

  it('says the true size and checksum of everything in it', async () => {
    const parts = [
      ['a', 'b'],
      ['ü', '<&>'],
    ].map((names) => names.map((name) => rowOf(name)));
    const zip = await fromBufferPromise(await writeInParts(xlsxForm(table, 3), parts));
    for await (const entry of zip.eachEntry()) {
      const content = Buffer.from(await text(await zip.openReadStreamPromise(entry)));
      expect([entry.fileName, content.length, crc32(content)]).toEqual([
        ...[entry.fileName, entry.uncompressedSize, entry.crc32],
      ]);
    }
  });

  it('names columns behind Z as spreadsheets do', async () => {
    const wide = Array.from({ length: 703 }, (_, column) => ({ header: `${column}`, cell: () => `${column}` }));
    const [sheet] = await sheets(await writeInParts(xlsxForm(wide), [[rowOf('a')]]));
    expect(sheet?.rows[1]).toEqual(sheet?.rows[0]);
  });
});

describe('A Parquet file in parts', () => {
  const arrayOf = (file: Buffer) => file.buffer.slice(file.byteOffset, file.byteOffset + file.length) as ArrayBuffer;
  const read = (file: Buffer) => parquetReadObjects({ file: arrayOf(file) });
  const columns = typedColumns(null, assets);

  it('has texts, times, numbers, flags and lists as what they are', async () => {
    const ana = {
      ...{ language: 'kin', status: 'stopped', optOut: 'stopped', groups: ['Testers'] },
      lastWord: { says: 'out', on: '2026-10-01T00:00:00Z' },
      urns: ['tel:+250788000001', 'mailto:ana@example.org'],
      fields: {
        age: { text: '-7.50' },
        joined: { text: '2020-10-19T08:30:00.123456Z', datetime: '2020-10-19T08:30:00.123456Z' },
      },
    };
    const [first, second] = await read(
      await writeInParts(parquetForm(columns), [[rowOf("=Ana's", ana)], [rowOf('Bob')]]),
    );
    expect(first).toMatchObject({
      ...{ name: "=Ana's", language: 'kin', status: 'stopped', blocked: false, last_seen_on: null },
      ...{ opted_out_on: new Date('2026-10-01T00:00:00Z'), created_on: new Date('2024-01-05T08:00:00Z') },
      ...{ urns: ['tel:+250788000001', 'mailto:ana@example.org'], groups: ['Testers'] },
      ...{ 'field:Age': '-7.50', 'number:Age': -7.5, 'field:Gender': null },
      ...{ 'time:Joined': new Date('2020-10-19T08:30:00.123Z') },
    });
    expect(second).toMatchObject({ name: 'Bob', urns: [], groups: [], 'field:Age': null, 'number:Age': null });
  });

  it('keeps the order of its contacts, in row groups of bounded size', async () => {
    const names = Array.from({ length: 1_200 }, (_, index) => `Person ${index} ${'x'.repeat(index % 50)}`);
    const parts = [names.slice(0, 700), [], names.slice(700)].map((some) => some.map((name) => rowOf(name)));
    const file = await writeInParts(parquetForm(columns, 20_000), parts);
    expect((await read(file)).map((row) => row['name'])).toEqual(names);
    const { row_groups, num_rows } = parquetMetadata(arrayOf(file));
    expect([row_groups.length, Number(num_rows)]).toEqual([5, 1_200]);
  });

  it('is whole without contacts', async () => {
    expect(await read(await writeInParts(parquetForm(columns), [[]]))).toEqual([]);
  });
});

describe('A ZIP file of packed pieces', () => {
  it('has the checksum of contents in a row', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array({ maxLength: 3_000 }), (one, next) => {
        expect(combineCrc(crc32(one), crc32(next), next.length)).toBe(crc32(Buffer.concat([one, next])));
      }),
    );
  });

  it('may be larger than 4 GiB', async () => {
    const [folder, GIB] = [mkdtempSync(join(tmpdir(), 'dormouse-zip-')), 2 ** 30];
    const packed = deflateRawSync('after it');
    const small = { path: 'small', size: 8, packed: packed.length, crc: crc32('after it'), pieces: [packed] };
    const stored = { key: '', from: 0, to: 5 * GIB };
    const large = { path: 'large', size: 9 * GIB, packed: 5 * GIB, crc: 1, pieces: [stored] };
    const file = openSync(join(folder, 'zip'), 'w');
    let at = 0;
    for (const piece of zipPieces([large, small])) {
      if (isStored(piece)) ftruncateSync(file, at + piece.to);
      else writeSync(file, piece, 0, piece.length, at);
      at += isStored(piece) ? piece.to : piece.length;
    }
    const zip = await openPromise(join(folder, 'zip'));
    const found = [];
    for await (const entry of zip.eachEntry()) {
      found.push([entry.fileName, entry.compressedSize, entry.uncompressedSize]);
      if (entry.fileName === 'small') expect(await text(await zip.openReadStreamPromise(entry))).toBe('after it');
    }
    expect(found).toEqual([
      ['large', 5 * GIB, 9 * GIB],
      ['small', packed.length, 8],
    ]);
    rmSync(folder, { recursive: true });
  });
});
