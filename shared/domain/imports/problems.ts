import type { Refused, RowReason } from '../cells/record.ts';

/** What a caller may send with another preview to mend rows: `country` or `values` of an import. */
type Mend =
  | { readonly country: string }
  | { readonly column: string; readonly values: Readonly<Record<string, string>> };

/** How one row may be mended: its numbers are of a country, or its cell means another text. */
export type RowMend = { readonly country: string } | { readonly value: string };

/** Refused rows with the same reason, column and kind of mend. */
export interface RowProblem {
  readonly reason: RowReason;
  readonly column: string | null;
  readonly rows: number;
  /** Its cells may say that somebody has opted out. Until somebody says what they mean, the import cannot be run. */
  readonly blocks?: true;
  /** The most frequent cells. */
  readonly values: readonly { readonly value: string; readonly rows: number }[];
  /** What mends all of them, as far as that cell goes; null: nothing is proposed. */
  readonly mend: Mend | null;
}

type Problem = Pick<Refused, 'reason' | 'column' | 'unread'>;

interface Group extends Problem {
  rows: number;
  readonly country: string | null;
  /** Something mends them: their country, or what to read instead of its cells. */
  readonly isMended: boolean;
  readonly cells: Map<string, number>;
  readonly values: Map<string, string>;
}

/** Refused rows of one range that are alike, as they are stored. */
export interface CountedProblem extends Omit<Group, 'cells' | 'values'> {
  readonly cells: readonly (readonly [cell: string, rows: number])[];
  readonly values: readonly (readonly [cell: string, value: string])[];
}

/** Problems of a plan, and cells that each shows. */
const MOST_PROBLEMS = 100;
const SHOWN_CELLS = 20;
/** Different cells that are counted, of one problem and of all: what comes later is only among the rows. */
const MOST_CELLS = 2_000;
const MOST_CELLS_IN_ALL = 50_000;
/** Longer cells are no values: they are neither shown nor mended. */
export const LONGEST_VALUE = 100;
/** Cells of one problem for which something to read is proposed. */
const MOST_MENDED = 200;

/** Groups the refused rows of an import, or of one of its ranges, by what is wrong, in bounded memory. */
export class Problems {
  readonly #groups = new Map<string, Group>();
  #cells = 0;

  add({ cell = '', ...refused }: Problem & Pick<Refused, 'cell'>, mend: RowMend | null): void {
    const value = mend !== null && 'value' in mend ? mend.value : null;
    const country = mend !== null && 'country' in mend ? mend.country : null;
    const mended = this.#groupOf(refused, country, mend !== null);
    // The next preview proposes the rest.
    const isFull = value !== null && mended.values.size >= MOST_MENDED && !mended.values.has(cell);
    const group = isFull ? this.#groupOf(refused, null, false) : mended;
    group.rows++;
    if (value !== null && !isFull) group.values.set(cell, value);
    if (cell !== '' && cell.length <= LONGEST_VALUE) this.#count(group.cells, cell, 1);
  }

  /** Adds what was counted of a range. */
  addCounted(counted: readonly CountedProblem[]): void {
    for (const { country, isMended, rows, cells, values, ...refused } of counted) {
      const group = this.#groupOf(refused, country, isMended);
      group.rows += rows;
      for (const [cell, value] of values) if (group.values.size < MOST_MENDED) group.values.set(cell, value);
      for (const [cell, more] of cells) this.#count(group.cells, cell, more);
    }
  }

  #groupOf({ reason, column, unread }: Problem, country: string | null, isMended: boolean): Group {
    const key = JSON.stringify([reason, column, unread, country, isMended]);
    const group = this.#groups.get(key) ?? {
      reason,
      ...(column !== undefined && { column }),
      ...(unread && { unread }),
      country,
      isMended,
      rows: 0,
      cells: new Map(),
      values: new Map(),
    };
    this.#groups.set(key, group);
    return group;
  }

  #count(cells: Map<string, number>, cell: string, more: number): void {
    const rows = cells.get(cell);
    if (rows === undefined && (cells.size >= MOST_CELLS || this.#cells >= MOST_CELLS_IN_ALL)) return;
    if (rows === undefined) this.#cells++;
    cells.set(cell, (rows ?? 0) + more);
  }

  /** In the order of their first rows. */
  get counted(): readonly CountedProblem[] {
    return [...this.#groups.values()].map((group) => ({
      ...group,
      cells: [...group.cells],
      values: [...group.values],
    }));
  }

  /** What blocks the import comes first, then most rows. */
  get all(): readonly RowProblem[] {
    return [...this.#groups.values()]
      .toSorted((one, other) => Number(other.unread ?? false) - Number(one.unread ?? false) || other.rows - one.rows)
      .slice(0, MOST_PROBLEMS)
      .map(({ reason, column = null, unread, country, rows, cells, values }) => ({
        reason,
        column,
        rows,
        ...(unread && { blocks: true }),
        values: mostOf(cells),
        mend: country !== null ? { country } : mendOf(column, values),
      }));
  }
}

const mostOf = (cells: ReadonlyMap<string, number>): RowProblem['values'] =>
  [...cells]
    .map(([value, rows]) => ({ value, rows }))
    .toSorted((one, other) => other.rows - one.rows)
    .slice(0, SHOWN_CELLS);

const mendOf = (column: string | null, values: Group['values']): Mend | null =>
  column === null || values.size === 0 ? null : { column, values: Object.fromEntries(values) };
