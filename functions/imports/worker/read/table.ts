import { type FileRecord, type Wrong, wrong } from '../../../../shared/domain/imports/record.ts';
import { MOST_COLUMNS } from './limits.ts';

interface UnreadRecord extends Partial<Pick<FileRecord, 'cells'>> {
  readonly line: number;
  /** Cells beyond the header. */
  readonly more?: readonly string[];
}

/** A record of a file, or the line of an unreadable one. */
export type Found = FileRecord | (Wrong & UnreadRecord);

/** Rows with their lines, including the header. */
export type TableRows = AsyncGenerator<{ readonly line: number; readonly cells: readonly string[] }>;

/**
 * The records of a table. Its first non-empty row is the header, unless it is a person's. Lines of one cell below an
 * empty row are the foot of a report: totals, copyright, who made it.
 */
export async function* tableRecords(rows: TableRows): AsyncGenerator<Found> {
  let header: readonly string[] | null = null;
  let [isFirst, isFoot] = [true, false];
  for await (const { line, cells } of rows) {
    const filled = cells.filter((cell) => cell.trim() !== '');
    if (filled.length === 0) {
      isFoot = header !== null && header.length > 2;
      continue;
    }
    if (header === null) {
      header = headerOf(cells);
      if (header !== null) continue;
      header = withoutHeader(cells);
    }
    isFoot &&= filled.length === 1 && cells[0] === filled[0] && addressIn(filled) === -1;
    if (!isFoot && !(isFirst && isTags(filled))) yield recordOf(header, line, cells);
    isFirst = false;
  }
}

/** Tags of the humanitarian exchange language below the header, as Kobo and HDX write them: `#contact+phone`. */
const isTags = (filled: readonly string[]): boolean =>
  filled.length > 1 && filled.every((cell) => /^#[a-z][a-z_]*(?:\s*\+\s*\w+)*$/i.test(cell.trim()));

/** CommCare writes `---` into empty cells. */
const isFilled = (cell: string | undefined): cell is string => cell !== undefined && cell !== '' && cell !== '---';

function recordOf(header: readonly string[], line: number, cells: readonly string[]): Found {
  const named = header.flatMap((column, index) => (isFilled(cells[index]) ? [[column, cells[index]] as const] : []));
  const more = cells.slice(header.length).some((cell) => cell.trim() !== '');
  if (!more) return { line, cells: named };
  const problem = { code: 'row_too_many_cells', cells: cells.length, header: header.length } as const;
  return { ...wrong('too_many_cells', problem), line, cells: named, more: cells.slice(header.length) };
}

/** Null when the first row is no header: a list of addresses, an SES suppression list, or people without one. */
function headerOf(cells: readonly string[]): readonly string[] | null {
  const isSomebody = addressIn(cells) !== -1;
  if (isSomebody && !cells.some((cell) => /^(name|email|phone|tel|status)$/i.test(cell.trim()))) return null;
  return cells.slice(0, MOST_COLUMNS).map((cell, index) => cell.trim() || `Column ${index + 1}`);
}

/** The domain's last name has no point, so that the pattern is linear on any text. */
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/;

const isAddress = (text: string): boolean => EMAIL.test(text) || /^(?:tel:)?\+?[\d\s().-]{7,20}$/.test(text);

/**
 * The first cell with an address, or -1. Only the first column counts elsewhere, since columns may be named by dates.
 */
const addressIn = (cells: readonly string[]): number =>
  cells.findIndex((cell, index) => (index === 0 ? isAddress(cell.trim()) : isSurelyAddress(cell.trim())));

const isSurelyAddress = (text: string): boolean => EMAIL.test(text) || /^(?:tel:)?(?:\+|00?)\d[\d ]{7,18}$/.test(text);

function withoutHeader(cells: readonly string[]): readonly string[] {
  const reason = cells.length === 2 && /^(bounce|complaint)$/i.test(cells[1]?.trim() ?? '');
  const address = addressIn(cells);
  return cells.map((_, index) => (index === address ? 'Address' : reason ? 'Suppression' : `Column ${index + 1}`));
}
