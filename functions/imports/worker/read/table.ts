import { type FileRecord, type Wrong, wrong } from '../../../../shared/domain/imports/record.ts';
import { MOST_COLUMNS } from './limits.ts';

/** A record of a file, or the line of one that cannot be read. */
export type Found = FileRecord | (Wrong & { readonly line: number });

/** Rows with their lines, the header among them. */
export type Table = AsyncGenerator<{ readonly line: number; readonly cells: readonly string[] }>;

/** The records of a table: its first row that is not empty is the header, unless it is itself somebody's. */
export async function* tableRecords(rows: Table): AsyncGenerator<Found> {
  let header: readonly string[] | null = null;
  for await (const { line, cells } of rows) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    if (header === null) {
      header = headerOf(cells);
      if (header !== null) continue;
      header = withoutHeader(cells);
    }
    yield recordOf(header, line, cells);
  }
}

function recordOf(header: readonly string[], line: number, cells: readonly string[]): Found {
  const more = cells.slice(header.length).some((cell) => cell.trim() !== '');
  if (more) {
    const text = `It has ${cells.length} cells and the header ${header.length}: a separator within a cell, without quotes?`;
    return { ...wrong('too_many_cells', text), line };
  }
  return { line, cells: header.flatMap((column, index) => (cells[index] ? [[column, cells[index]] as const] : [])) };
}

/** Null where the first row is no header: a list of addresses, or what SES takes as a suppression list. */
function headerOf(cells: readonly string[]): readonly string[] | null {
  const [first = ''] = cells;
  if (isAddress(first.trim()) && !cells.slice(1).some((cell) => /^(name|email|phone|tel|status)$/i.test(cell.trim())))
    return null;
  return cells.slice(0, MOST_COLUMNS).map((cell, index) => cell.trim() || `Column ${index + 1}`);
}

const isAddress = (text: string): boolean =>
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) || /^(?:tel:)?\+?[\d\s().-]{7,20}$/.test(text);

function withoutHeader(cells: readonly string[]): readonly string[] {
  const reason = cells.length === 2 && /^(bounce|complaint)$/i.test(cells[1]?.trim() ?? '');
  return cells.map((_, index) => (index === 0 ? 'Address' : reason ? 'Suppression' : `Column ${index + 1}`));
}
