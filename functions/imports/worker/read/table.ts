import { type FileRecord, type Wrong, wrong } from '../../../../shared/domain/cells/record.ts';
import type { Cut, FileRange } from './cuts.ts';
import { addressIn, headerIn, isTags, LOOKED_AT, type TableRow, unnamed } from './header.ts';

export interface UnreadRecord extends Partial<Pick<FileRecord, 'cells'>> {
  readonly line: number;
  /** Cells beyond the header. */
  readonly more?: readonly string[];
  /** The row of which a table makes these cells. */
  readonly whole?: { readonly header: readonly string[]; readonly cells: readonly string[] };
}

/** A record of a file, or the line of an unreadable one. */
export type Found = (FileRecord | (Wrong & UnreadRecord)) & {
  /** Where it begins, if a range may end before it. */
  readonly begins?: Cut;
  /** Of the first record: all columns of its table, also those without any cell. */
  readonly headings?: readonly string[];
};

/** Rows with their lines, including the header. */
export type TableRows = AsyncGenerator<TableRow>;

/**
 * The records of a table, whose header may stand below titles. Without one, its first row is a person's. Lines of one
 * cell below an empty row are the foot of a report: totals, copyright, who made it.
 *
 * @param isPadded - rows leave out their last blank cells, as those of spreadsheets do
 */
export async function* tableRecords(
  rows: TableRows,
  range?: FileRange,
  { isPadded = false } = {},
): AsyncGenerator<Found> {
  const filled = filledRows(rows);
  const { first, columns, headed } = range?.from?.table ? { first: [], ...range.from.table } : await beginTable(filled);
  const isFoot = footOf(headed ? columns : []);
  const least = isPadded || !headed ? 0 : 1 + columns.findLastIndex((column, at) => column !== unnamed(at));
  const { every = Number.POSITIVE_INFINITY } = range ?? {};
  let count = 0;
  for (const row of first) {
    if (isFoot(row)) continue;
    const record = recordOf(columns, row, least);
    yield count++ === 0 ? { ...record, headings: columns } : record;
  }
  // Nowhere else: a record is no foot, so nothing but its columns is known behind it.
  let begins: Cut | null = null;
  for await (const row of filled) {
    if (isFoot(row)) continue;
    const record = recordOf(columns, row, least);
    yield begins === null ? record : { ...record, begins };
    begins = null;
    if (++count < every || row.next === undefined) continue;
    const { separator, ...cut } = row.next();
    begins = { ...cut, table: { separator, columns, headed } };
    count = 0;
  }
}

/** The columns of a table, and its first people. */
async function beginTable(rows: AsyncGenerator<FilledRow>) {
  const first = await firstOf(rows);
  if (first.length === 0) return { first, columns: [], headed: false };
  const { header, from } = headerIn(first);
  const people = first.slice(from);
  return { first: people, columns: header ?? withoutHeader(people[0]?.cells ?? []), headed: header !== null };
}

/** The line of a header that stands below something else, or null. */
export async function headerBelow(rows: TableRows): Promise<number | null> {
  const first = await firstOf(filledRows(rows));
  await rows.return(undefined);
  const { from, isBelow } = first.length === 0 ? { from: 0, isBelow: false } : headerIn(first);
  return isBelow ? (first[Math.max(0, from - 1)]?.line ?? null) : null;
}

interface FilledRow extends TableRow {
  readonly isAfterBlank: boolean;
}

async function* filledRows(rows: TableRows): AsyncGenerator<FilledRow> {
  let isAfterBlank = false;
  for await (const row of rows) {
    const isBlank = row.cells.every((cell) => cell.trim() === '');
    if (!isBlank) yield { ...row, isAfterBlank };
    isAfterBlank = isBlank;
  }
}

/** The rows among which the header is, without tags. */
async function firstOf(rows: AsyncGenerator<FilledRow>): Promise<readonly FilledRow[]> {
  const first: FilledRow[] = [];
  while (first.length < LOOKED_AT) {
    const next = await rows.next();
    if (next.done) break;
    if (!isTags(next.value)) first.push(next.value);
  }
  return first;
}

/** Tells of each row in turn whether it belongs to the foot. */
function footOf(header: readonly string[]): (row: FilledRow) => boolean {
  let isFoot = false;
  return ({ cells, isAfterBlank }) => {
    const filled = cells.filter((cell) => cell.trim() !== '');
    isFoot ||= isAfterBlank && header.length > 2;
    isFoot &&= filled.length === 1 && cells[0] === filled[0] && addressIn(filled) === -1;
    return isFoot;
  };
}

/** CommCare writes `---` into empty cells. */
const isFilled = (cell: string | undefined): cell is string => cell !== undefined && cell !== '' && cell !== '---';

/** @param least - cells of a row; of one with fewer or too many nobody knows which are where */
function recordOf(header: readonly string[], { line, cells }: TableRow, least: number): Found {
  const named = header.flatMap((column, index) => (isFilled(cells[index]) ? [[column, cells[index]] as const] : []));
  const more = cells.slice(header.length).some((cell) => cell.trim() !== '');
  const of = { cells: cells.length, header: header.length };
  const problem = more
    ? wrong('too_many_cells', { code: 'row_too_many_cells', ...of })
    : cells.length < least
      ? wrong('too_few_cells', { code: 'row_too_few_cells', ...of })
      : null;
  if (problem === null) return { line, cells: named };
  return {
    ...problem,
    line,
    cells: named,
    more: cells.slice(header.length),
    whole: { header, cells },
  };
}

function withoutHeader(cells: readonly string[]): readonly string[] {
  const reason = cells.length === 2 && /^(bounce|complaint)$/i.test(cells[1]?.trim() ?? '');
  const address = addressIn(cells);
  return cells.map((_, index) => (index === address ? 'Address' : reason ? 'Suppression' : unnamed(index)));
}
