import type { ExportRow } from './row.ts';
import type { TableColumn } from './table.ts';

/** Without it Excel takes UTF-8 for the code page of its machine. */
const BOM = '\ufeff';

/** How a CSV begins (RFC 4180): its first line. */
export const csvBegin = (headers: readonly string[]): string => `${BOM}${csvRow(headers)}`;

/** One line of it; of one empty cell it would be no record. */
export const csvRow = (cells: readonly string[]): string =>
  cells.length === 1 && cells[0] === '' ? '""\r\n' : `${cells.map(quoted).join(',')}\r\n`;

/** The same of an export. */
export const csvHead = (columns: readonly TableColumn[]): string => csvBegin(columns.map(({ header }) => header));
export const csvLine = (row: ExportRow, columns: readonly TableColumn[]): string =>
  csvRow(columns.map(({ cell }) => String(cell(row))));

const quoted = (text: string): string => (/[",;|\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
