import type { ExportRow } from './row.ts';
import type { TableColumn } from './table.ts';

/** Without it Excel takes UTF-8 for the code page of its machine. */
const BOM = '\ufeff';

/** The first line of a CSV (RFC 4180). */
export const csvHead = (columns: readonly TableColumn[]): string =>
  `${BOM}${lineOf(columns.map(({ header }) => header))}`;

export const csvLine = (row: ExportRow, columns: readonly TableColumn[]): string =>
  lineOf(columns.map(({ cell }) => String(cell(row))));

/** A line of one empty cell would be no record. */
const lineOf = (cells: readonly string[]): string =>
  cells.length === 1 && cells[0] === '' ? '""\r\n' : `${cells.map(quoted).join(',')}\r\n`;

const quoted = (text: string): string => (/[",;|\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
