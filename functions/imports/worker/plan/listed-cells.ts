import type { FileRecord } from '../../../../shared/domain/cells/record.ts';
import { type Declared, howOfColumn, refusingBy } from '../../../../shared/domain/imports/refusals.ts';
import type { MetListings } from './met-listings.ts';

/** The cells that a declaration lists, of which an empty one is blank. */
export class ListedCells {
  readonly #declared: Declared | null;
  readonly #met: MetListings;
  readonly #byColumn = new Map<string, ReadonlySet<string> | null>();
  /** By listing, its columns where a blank cell means something. */
  readonly #blanks = new Map<string, readonly string[]>();

  constructor(declared: Declared | null, met: MetListings) {
    this.#declared = declared;
    this.#met = met;
  }

  /** Those of a column, or null. */
  of(column: string): ReadonlySet<string> | null {
    if (this.#declared === null) return null;
    let listed = this.#byColumn.get(column);
    if (listed === undefined) {
      const how = howOfColumn(this.#declared.refusals, column);
      const by = how === null ? null : refusingBy(how);
      listed = typeof by === 'string' ? null : by;
      this.#byColumn.set(column, listed);
    }
    return listed;
  }

  /** A record with the cells that it leaves blank, of columns where a blank cell says that its person wants none. */
  withBlanks<Record extends Pick<FileRecord, 'cells'>>(record: Record, listing: string): Record {
    let blanks = this.#blanks.get(listing);
    if (blanks === undefined) {
      blanks = this.#met.headingsOf(listing).filter((one) => this.of(one)?.has(''));
      this.#blanks.set(listing, blanks);
    }
    const left = blanks.filter((one) => !record.cells.some(([column]) => column === one));
    return left.length === 0
      ? record
      : { ...record, cells: [...record.cells, ...left.map((one) => [one, ''] as const)] };
  }
}
