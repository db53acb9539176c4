import type { Refused, RowReason } from './record.ts';

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

interface Group extends Pick<RowProblem, 'reason' | 'column' | 'blocks'> {
  rows: number;
  readonly country: string | null;
  readonly cells: Map<string, number>;
  /** What to read instead of its cells. */
  readonly values: Map<string, string>;
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

/** Refused rows that are alike, with what mends them. */
export interface AlikeRows {
  readonly refused: Problem & Pick<Refused, 'cell'>;
  readonly mend: RowMend | null;
  rows: number;
}

/** Counts the refused rows of one range of a file, for the `Problems` of all. */
export class RangeProblems {
  readonly #alike = new Map<string, AlikeRows>();

  add({ reason, column, unread, cell = '' }: AlikeRows['refused'], mend: RowMend | null): void {
    const shown = cell.length > LONGEST_VALUE ? '' : cell;
    const key = JSON.stringify([reason, column, unread, shown, mend]);
    const alike = this.#alike.get(key);
    if (alike !== undefined) alike.rows++;
    else {
      const refused = { reason, ...(column !== undefined && { column }), ...(unread && { unread }), cell: shown };
      this.#alike.set(key, { refused, mend, rows: 1 });
    }
  }

  /** In the order of their first rows. */
  get all(): readonly AlikeRows[] {
    return [...this.#alike.values()];
  }
}

/** Groups all refused rows of an import by what is wrong, in bounded memory. */
export class Problems {
  readonly #groups = new Map<string, Group>();
  #cells = 0;

  /** @param rows - how many rows are refused so */
  add(refused: Problem & Pick<Refused, 'cell'>, mend: RowMend | null, rows = 1): void {
    const { cell = '' } = refused;
    const value = mend !== null && 'value' in mend ? mend.value : null;
    const mended = this.#groupOf(refused, mend);
    // The next preview proposes the rest.
    const isFull = value !== null && mended.values.size >= MOST_MENDED && !mended.values.has(cell);
    const group = isFull ? this.#groupOf(refused, null) : mended;
    group.rows += rows;
    if (value !== null && !isFull) group.values.set(cell, value);
    if (cell !== '' && cell.length <= LONGEST_VALUE) this.#count(group.cells, cell, rows);
  }

  #groupOf(refused: Problem, mend: RowMend | null): Group {
    const { reason, column = null, unread } = refused;
    const country = mend !== null && 'country' in mend ? mend.country : null;
    const key = JSON.stringify([reason, column, unread, country, mend !== null]);
    const group = this.#groups.get(key) ?? {
      ...{ reason, column, country, rows: 0, cells: new Map(), values: new Map() },
      ...(unread && { blocks: true }),
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

  /** What blocks the import comes first, then most rows. */
  get all(): readonly RowProblem[] {
    return [...this.#groups.values()]
      .toSorted((one, other) => Number(other.blocks ?? false) - Number(one.blocks ?? false) || other.rows - one.rows)
      .slice(0, MOST_PROBLEMS)
      .map(({ cells, country, values, ...group }) => ({
        ...{ ...group, values: mostOf(cells) },
        mend: country !== null ? { country } : mendOf(group.column, values),
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
