import type { ExportRow } from './row.ts';
import type { TableColumn } from './table.ts';

/** Without it Excel reads UTF-8 in its machine's code page. */
const BOM = '\ufeff';

/** The first line of a CSV (RFC 4180). */
export const csvBegin = (headers: readonly string[]): string => `${BOM}${csvRow(headers)}`;

/** A line of a CSV; a single empty cell needs quotes to be a record. */
export const csvRow = (cells: readonly string[]): string =>
  cells.length === 1 && cells[0] === '' ? '""\r\n' : `${cells.map(quoted).join(',')}\r\n`;

export const csvHead = (columns: readonly TableColumn[]): string => csvBegin(columns.map(({ header }) => header));
export const csvLine = (row: ExportRow, columns: readonly TableColumn[]): string =>
  csvRow(columns.map(({ cell }) => String(cell(row))));

const quoted = (text: string): string => (/[",;|\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
