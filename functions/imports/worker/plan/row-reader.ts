import type { Import } from '../../../../shared/domain/imports/plan.ts';
import { readAlone, readRow } from '../../../../shared/domain/imports/read-row.ts';
import type { Wrong } from '../../../../shared/domain/imports/record.ts';
import { isWrong, onlyOut, type Row } from '../../../../shared/domain/imports/row.ts';
import type { Instant } from '../../../../shared/domain/instant.ts';
import type { Assets } from '../../../../shared/domain/workspace.ts';
import type { Listing } from '../read/listing.ts';
import type { Found } from '../read/table.ts';
import type { ImportColumns } from './columns.ts';

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
    const row = readRow(record, { ...this.#how(), allOptedOut: listing.optedOut === true });
    const joined = [imported.group, listing.group ?? null].filter((group) => group !== null);
    if (isWrong(row) || joined.length === 0) return row;
    return { ...row, join: [...new Set([...row.join, ...joined])] };
  }

  /** What a cell of a column makes of its row by itself; null when it refuses the row. */
  alone(column: string, cell: string): Row | null {
    return readAlone(column, cell, { ...this.#how(), allOptedOut: false });
  }

  #how() {
    const { assets, now, imported } = this.#of;
    const settings = { ...assets.settings, country: imported.country ?? assets.settings.country };
    return { settings, now, targets: this.#columns.targets, values: imported.values };
  }

  /** Of a broken record in a file of opt-outs, the valid addresses: they are opted out. */
  #leftOf(record: Extract<Found, Wrong>, listing: Listing): Row | Wrong {
    const { line, cells } = record;
    if (!listing.optedOut || cells === undefined) return record;
    const row = this.of({ line, cells }, listing);
    return isWrong(row) ? record : onlyOut(row);
  }
}
