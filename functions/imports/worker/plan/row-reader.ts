import { cellMeaning } from '../../../../shared/domain/cells/consent.ts';
import type { FileRecord, Wrong } from '../../../../shared/domain/cells/record.ts';
import { isOut } from '../../../../shared/domain/contacts/opt-out/imported.ts';
import type { Import } from '../../../../shared/domain/imports/plan.ts';
import { readAlone, readRow, refusesBy, saysOut } from '../../../../shared/domain/imports/read-row.ts';
import { blankRow, isWrong, onlyOut, type Row } from '../../../../shared/domain/imports/row.ts';
import type { RefusingRead } from '../../../../shared/domain/imports/target.ts';
import type { Instant } from '../../../../shared/domain/instant.ts';
import type { Assets } from '../../../../shared/domain/workspace.ts';
import type { Listing } from '../read/listing.ts';
import type { Found, UnreadRecord } from '../read/table.ts';
import type { ImportColumns } from './columns.ts';

/** Places of a cell too many that are tried. */
const MOST_PLACES = 30;

/** The cells under their columns, if those that are too many or missing stand before one of these, or at the end. */
function placesOf({ header, cells }: NonNullable<UnreadRecord['whole']>): FileRecord['cells'][] {
  const filled = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  const more = (filled > header.length ? filled : cells.length) - header.length;
  return Array.from({ length: Math.min(header.length, MOST_PLACES) + 1 }, (_, back) => header.length - back).map(
    (place) =>
      header.flatMap((column, at) => {
        const cell = at < place ? cells[at] : at < place - more ? '' : cells[at + more];
        return cell ? [[column, cell] as const] : [];
      }),
  );
}

/** The cells of a refused record, each once, under every column where it may belong. */
function cellsOf({ cells = [], ...record }: Found): FileRecord['cells'] {
  const placed = 'whole' in record && record.whole !== undefined ? placesOf(record.whole).flat() : cells;
  return [...new Map(placed.map((cell) => [cell.join('\0'), cell])).values()];
}

/** Reads records of an import as rows, by their columns' targets. */
export class RowReader {
  readonly #of: { readonly imported: Import; readonly assets: Assets; readonly now: Instant };
  readonly #columns: ImportColumns;

  constructor(
    of: { readonly imported: Import; readonly assets: Assets; readonly now: Instant },
    columns: ImportColumns,
  ) {
    this.#of = of;
    this.#columns = columns;
  }

  of(record: Found, listing: Listing): Row | Wrong {
    if (isWrong(record)) return this.#leftOf(record, listing);
    const { imported } = this.#of;
    const row = readRow(this.#columns.withBlanks(record, listing), {
      ...this.#how(),
      allOptedOut: listing.optedOut === true,
    });
    const joined = [imported.group, listing.group ?? null].filter((group) => group !== null);
    if (isWrong(row) || joined.length === 0) return row;
    return { ...row, join: [...new Set([...row.join, ...joined])] };
  }

  /** What a cell of a column makes of its row by itself; null when it refuses the row. */
  alone(column: string, cell: string): Row | null {
    return readAlone(column, cell, { ...this.#how(), allOptedOut: false });
  }

  /** Whether a cell that is read so wants no messages; null: it cannot be read. */
  refusesBy(cell: string, refusing: RefusingRead): boolean | null {
    return refusesBy(cell, refusing, this.#how());
  }

  /** Whether a refused record says that its person wants no messages, wherever its cells belong. */
  refuses(record: Found, listing: Listing): boolean {
    if (listing.optedOut) return true;
    const how = { ...this.#how(), allOptedOut: false };
    return cellsOf(record).some(([column, cell]) => saysOut(column, cell, how) || cellMeaning(cell) === 'refused');
  }

  /** The contact and addresses that a refused record names, as far as its cells make sense one by one; null: none. */
  namesIn(record: Found): Row | null {
    const rows = cellsOf(record).flatMap(([column, cell]) => this.alone(column, cell) ?? []);
    const uuid = rows.find((row) => row.uuid !== undefined)?.uuid;
    const urns = [...new Set(rows.flatMap((row) => row.urns))];
    if (uuid === undefined && urns.length === 0) return null;
    return { ...blankRow(false), ...(uuid !== undefined && { uuid }), urns };
  }

  #how() {
    const { assets, now, imported } = this.#of;
    const settings = { ...assets.settings, country: imported.country ?? assets.settings.country };
    return { settings, now, targets: this.#columns.targets, values: imported.values };
  }

  /**
   * Of a record with too many cells, the opt-out that it has wherever the one too many stands: then only that is left.
   * Where no place makes sense of a cell that may be one, that cell is what is wrong.
   */
  #leftOf(record: Extract<Found, Wrong>, listing: Listing): Row | Wrong {
    const { line, cells, whole } = record;
    if (cells === undefined || !(listing.optedOut || this.#columns.refuses)) return record;
    const rows = (whole === undefined ? [cells] : placesOf(whole)).map((one) => this.of({ line, cells: one }, listing));
    const out = rows.find((row) => !isWrong(row) && isOut(row));
    if (out !== undefined && !isWrong(out)) return onlyOut(out);
    const unread = rows.find((row) => isWrong(row) && row.unread === true);
    return unread !== undefined && rows.every(isWrong) ? (unread as Wrong) : record;
  }
}
