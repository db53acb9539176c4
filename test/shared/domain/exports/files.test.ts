/** The tables `files.json` and `columns.json` in `test/cases/exports`: what files have, and what callers may name. */
import { describe, expect, it } from 'vitest';
import { parseColumn } from '../../../../shared/domain/exports/columns.ts';
import { csvHead, csvLine } from '../../../../shared/domain/exports/csv.ts';
import {
  contentTypeOf,
  EXPORT_FORMATS,
  exportFileKey,
  exportPartKey,
  fileGoneOn,
  fileNameOf,
} from '../../../../shared/domain/exports/file.ts';
import { jsonHead, jsonLine } from '../../../../shared/domain/exports/json.ts';
import { exportRow } from '../../../../shared/domain/exports/row.ts';
import { tableColumns } from '../../../../shared/domain/exports/table.ts';
import { xlsxText } from '../../../../shared/domain/exports/xlsx.ts';
import { formatInstant } from '../../../../shared/domain/instant.ts';
import type { Assets } from '../../../../shared/domain/workspace.ts';
import cases from '../../../cases/domain/exports/files.json' with { type: 'json' };
import columnCases from '../../../cases/exports/columns.json' with { type: 'json' };
import fileCases from '../../../cases/exports/files.json' with { type: 'json' };
import { assets as all, at, contactOf, type ShownContact } from '../contacts/world.ts';

interface FileCase {
  readonly file: string;
  readonly anon?: boolean;
  readonly columns: readonly string[] | null;
  readonly contact: ShownContact;
  readonly csv: readonly string[];
  readonly xlsx: readonly (readonly [header: string, cell: string | boolean])[];
  readonly jsonl: object;
}

const workspace = (anon = false): Assets => ({ ...all, settings: { ...all.settings, anon } });

/** One contact has two phone numbers; another, which is not shown, has an address of Telegram. */
const schemes = new Map([
  ['telegram', 1],
  ['tel', 2],
]);

describe.each(fileCases as unknown as readonly FileCase[])('A file: $file', ({ anon, columns, contact, ...has }) => {
  const assets = workspace(anon);
  const row = exportRow(contactOf(contact), { ...assets, readOn: at('2026-11-24T10:00:00.5Z') });
  const table = (shape: 'csv' | 'xlsx') => tableColumns(columns, { shape, assets, schemes });

  it('as CSV', () =>
    expect(`${csvHead(table('csv'))}${csvLine(row, table('csv'))}`).toBe(`\ufeff${has.csv.join('\r\n')}\r\n`));

  it('as XLSX', () => {
    const cells = table('xlsx').map(({ header, cell }) => [header, cell(row)] as const);
    expect(cells).toEqual(has.xlsx);
  });

  it('as JSONL', () => {
    expect(JSON.parse(jsonLine(row, columns, assets))).toEqual(has.jsonl);
    expect(jsonLine(row, columns, assets)).toMatch(/^[^\n]*\n$/);
  });
});

interface ColumnCase {
  readonly named: string;
  readonly anon?: boolean;
  readonly column?: string;
  readonly refusal?: object;
}

describe('A column', () => {
  it.each(columnCases as readonly ColumnCase[])('named $named', ({ named, anon, column, refusal }) => {
    expect(parseColumn(named, workspace(anon))).toEqual(column ?? refusal);
  });
});

describe('A file', () => {
  const madeOn = at('2026-11-24T23:59:00Z');

  it('in JSON begins with what the fields are', () => {
    expect(JSON.parse(jsonHead(all))).toEqual({
      dormouse_export: 1,
      fields: [
        { key: 'gender', name: 'Gender', type: 'text' },
        { key: 'age', name: 'Age', type: 'number' },
        { key: 'joined', name: 'Joined', type: 'datetime' },
      ],
    });
  });

  it('is kept for a day, by the name of its day', () => {
    expect(formatInstant(fileGoneOn({ madeOn }))).toBe('2026-11-25T23:59:00Z');
    expect(EXPORT_FORMATS.map((format) => fileNameOf(format, { madeOn }))).toEqual([
      ...['contacts-2026-11-24.csv', 'contacts-2026-11-24.jsonl', 'contacts-2026-11-24.xlsx'],
      'contacts-2026-11-24.parquet',
    ]);
    expect(EXPORT_FORMATS.map(contentTypeOf)).toEqual([
      'text/csv; charset=utf-8',
      'application/x-ndjson',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/vnd.apache.parquet',
    ]);
  });

  it('is where no other workspace, job or attempt has one, and no part of it', () => {
    const keys = ['w1', 'w2'].flatMap((workspace) =>
      ['j1', 'j2'].flatMap((job) => [
        ...[0, 1].map((slice) => exportPartKey(workspace, job, slice)),
        ...['0', '1'].map((attempt) => exportFileKey(workspace, job, attempt)),
      ]),
    );
    expect(new Set(keys).size).toBe(16);
    for (const key of keys) expect(key).toMatch(/^exports\/w[12]\/j[12]\/(parts|file)\/[01]$/);
  });

  it.each(cases.excel)('for Excel has %s as %s, because Excel would read it as a letter', (text, written) => {
    expect(xlsxText(text)).toBe(written);
  });
});
